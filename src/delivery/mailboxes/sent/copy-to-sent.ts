import type { ImapFlow } from 'imapflow';
import type { Clock } from '../../../platform/clock/index.ts';
import { statement, type Database } from '../../../platform/db/index.ts';
import { startLoop, type Loop } from '../../../platform/jobs/index.ts';
import type { Listener } from '../../../platform/listen/index.ts';
import { findFolders } from '../imap/find-folders.ts';
import { closeImap, openImap, type ImapTimes } from '../imap/open-imap.ts';
import type { AccessTokens } from '../sign-in/access-tokens.ts';
import { accountOf } from '../watch/watch-mailboxes.ts';
import { keepsCopies, type Provider } from '../providers.ts';

// What a server accepted from a member's mailbox gets a copy in its folder Sent, as from any mail program, without the pixel.

export interface CopyOptions {
  db: Database;
  secret: string;
  clock: Clock;
  tokens: AccessTokens;
  /** The mail as it went out, without its pixel; null: there is nothing to copy any more. */
  compose(workspaceId: number, messageId: number): Promise<{ bytes: Buffer; acceptedAt: Date } | null>;
  listener?: Listener;
  onError(error: unknown): void;
  everyMs?: number;
  times?: ImapTimes;
  ca?: string;
}

interface DueRow { workspace_id: number; mailbox_id: number; message_id: number; tries: number }
const copiesAtOnce = 20;
/** After so many tries the copy is let go: the mail itself has long arrived. */
const triesAtMost = 5;

/** Providers that lay the copy down by themselves are left out, and what was sent more than three days ago. Through mailbox_turns_server. */
const findDue = statement<DueRow>('mailboxes.copies-due', `
  select b.workspace_id, b.id as mailbox_id, t.message_id, coalesce(c.tries, 0) as tries
  from mailboxes b
  join mailbox_turns t on t.workspace_id = b.workspace_id and t.server_id = b.server_id and t.at > $1::timestamptz - interval '3 days'
  join messages m on m.workspace_id = t.workspace_id and m.id = t.message_id and m.state = 'accepted'
  left join sent_copies c on c.workspace_id = t.workspace_id and c.message_id = t.message_id
  where b.disconnected_at is null and b.failing_since is null and b.provider <> all($2::text[])
    and c.copied_at is null and coalesce(c.tries, 0) < $3
  order by b.workspace_id, b.id, t.at limit $4`);
/** Whoever counts the try up has it: two workers do not lay down the same copy. */
const claimCopy = statement<{ message_id: number }>('mailboxes.claim-copy', `
  insert into sent_copies (workspace_id, message_id, mailbox_id, tries) values ($1, $2, $3, 1)
  on conflict (workspace_id, message_id) do update set tries = sent_copies.tries + 1
  where sent_copies.tries = $4 and sent_copies.copied_at is null returning message_id`);
const settleCopy = statement('mailboxes.settle-copy', 'update sent_copies set copied_at = $3, problem = $4 where workspace_id = $1 and message_id = $2');

/** Lays copies into Sent as mails are accepted. */
export function startSentCopies(options: CopyOptions): Loop {
  return startLoop({
    name: 'copies', everyMs: options.everyMs ?? 20_000, onError: options.onError, run: () => copyDue(options),
    ...(options.listener ? { wakeOn: { listener: options.listener, channels: ['kindred_live' as const] } } : {}),
  });
}

/** Answers whether there may be more. A mailbox that cannot be reached keeps nobody else waiting. */
export async function copyDue(options: CopyOptions): Promise<boolean> {
  const itself = (['google', 'microsoft', 'other'] satisfies Provider[]).filter(keepsCopies);
  const due = await findDue.rows(options.db, [options.clock.now(), itself, triesAtMost, 200]);
  let copied = 0;
  for (const rows of Map.groupBy(due, (row) => `${row.workspace_id}/${row.mailbox_id}`).values()) {
    try {
      copied += await copyInto(rows.slice(0, copiesAtOnce), options);
    } catch (error) {
      options.onError(error);
    }
  }
  return copied >= copiesAtOnce;
}

async function liesIn(client: ImapFlow, path: string, bytes: Buffer): Promise<boolean> {
  const messageId = /^Message-ID:\s*(\S+)/im.exec(bytes.subarray(0, 65_536).toString('latin1'))?.[1];
  if (!messageId) return false;
  await client.mailboxOpen(path, { readOnly: true });
  return ((await client.search({ header: { 'message-id': messageId } }, { uid: true })) || []).length > 0;
}

async function copyInto(rows: readonly DueRow[], options: CopyOptions): Promise<number> {
  const { db, clock } = options;
  const { workspace_id: workspaceId, mailbox_id: mailboxId } = rows[0]!;
  const client = await openImap(await accountOf({ workspace_id: workspaceId, id: mailboxId }, options), options.times);
  let copied = 0;
  try {
    const sent = (await findFolders(client)).find(({ role }) => role === 'sent');
    for (const { message_id: messageId, tries } of rows) {
      if (!(await claimCopy.maybe(db, [workspaceId, messageId, mailboxId, tries]))) continue;
      const mail = sent ? await options.compose(workspaceId, messageId) : null;
      // Tried before, it may lie there: the line broke, or we did, before that was written down.
      if (mail && !(tries > 0 && await liesIn(client, sent!.path, mail.bytes))) await client.append(sent!.path, mail.bytes, ['\\Seen'], mail.acceptedAt);
      await settleCopy.run(db, [workspaceId, messageId, clock.now(), mail ? null : sent ? 'gone' : 'no folder for sent mail']);
      copied += 1;
    }
  } finally {
    await closeImap(client);
  }
  return copied;
}

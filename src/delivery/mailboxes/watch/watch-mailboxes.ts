import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { startLoop } from '../../../platform/jobs/index.ts';
import { notify, type Listener } from '../../../platform/listen/index.ts';
import { open } from '../../../platform/sealing/index.ts';
import { lookAgain } from '../../messages/index.ts';
import type { ImapAccount, ImapTimes } from '../imap/open-imap.ts';
import type { AccessTokens } from '../sign-in/access-tokens.ts';
import { findPlace, findWatched, keepWatched, leaveWatched, markFailing, markRead, storePlace, type WatchedRow } from './queries.ts';
import type { TakeMail } from './read-folder.ts';
import { watchMailbox, type MailboxWatch } from './watch-mailbox.ts';

// A worker's watches. A mailbox is watched by one worker, for as long as that one says so every few seconds; of a worker
// that died, another takes over.

export interface WatchesOptions {
  db: Database;
  secret: string;
  clock: Clock;
  tokens: AccessTokens;
  /** Where mails go; given the same twice, it takes it once. */
  take: TakeMail;
  /** Hears that a mailbox was connected, changed or disconnected. */
  listener?: Listener;
  onError(error: unknown): void;
  /** More certificate authorities than the system's, PEM. */
  ca?: string;
  /** Default 60,000: how often folders are asked that nobody idles on. */
  lookEveryMs?: number;
  /** Default 15,000: how often a worker says which mailboxes are its own; thrice as long, and they are free. */
  keepEveryMs?: number;
  times?: ImapTimes;
}

export interface MailboxWatches {
  /** All of them look at once. */
  wake(): void;
  stop(): Promise<void>;
}

const atMost = 500;
/** A line may break; one that breaks so often in a row, or is refused, is a failing mailbox. */
const failuresBefore = 3;

/** Watches every connected mailbox that no other worker watches. */
export function startMailboxWatches(options: WatchesOptions): MailboxWatches {
  const { db, clock } = options;
  const worker = randomUUID();
  const keepEveryMs = options.keepEveryMs ?? 15_000;
  const watches = new Map<string, { revision: number; watch: MailboxWatch }>();

  const keep = async (): Promise<boolean> => {
    const now = clock.now();
    const rows = await keepWatched.rows(db, [worker, now, new Date(now.getTime() + 3 * keepEveryMs), Math.max(0, atMost - watches.size)]);
    const wanted = new Map(rows.map((row) => [`${row.workspace_id}/${row.id}`, row]));
    const over = [...watches].filter(([key, { revision }]) => wanted.get(key)?.revision !== revision);
    for (const [key] of over) watches.delete(key);
    await Promise.all(over.map(([, { watch }]) => watch.stop()));
    for (const [key, row] of wanted) if (!watches.has(key)) watches.set(key, { revision: row.revision, watch: watchOne(row, options) });
    return false;
  };
  const loop = startLoop({
    name: 'mailboxes', everyMs: keepEveryMs, run: keep, onError: options.onError,
    ...(options.listener ? { wakeOn: { listener: options.listener, channels: ['kindred_mailboxes' as const] } } : {}),
  });
  return {
    wake: () => { for (const { watch } of watches.values()) watch.wake(); },
    async stop() {
      await loop.stop();
      await Promise.all([...watches.values()].map(({ watch }) => watch.stop()));
      await leaveWatched.run(db, [worker]).catch(options.onError);
    },
  };
}

function watchOne(row: WatchedRow, options: WatchesOptions): MailboxWatch {
  const { db, clock } = options;
  const key = [row.workspace_id, row.id] as const;
  return watchMailbox({
    workspaceId: row.workspace_id, mailboxId: row.id, take: options.take, connectedAt: row.connected_at, now: () => clock.now(),
    chance: Math.random, lookEveryMs: options.lookEveryMs ?? 60_000, ...(options.times ? { times: options.times } : {}),
    account: () => accountOf(row, options),
    async findPlace(path) {
      const place = await findPlace.maybe(db, [...key, path]);
      return place ? { uidValidity: place.uid_validity, lastUid: place.last_uid, readAt: place.read_at } : null;
    },
    storePlace: async (folder, place) => void (await storePlace.run(db, [...key, folder.path, folder.role, place.uidValidity, place.lastUid, place.readAt])),
    onRead: () => read(row, db, clock.now()),
    async onTrouble(words, failures, refused) {
      if (failures < failuresBefore && !refused) return;
      await markFailing.run(db, [...key, clock.now(), words, row.revision]);
      await notify(db, 'kindred_live', { w: row.workspace_id, t: 'mailbox', id: row.id });
    },
  });
}

/** Read up to now; what the gate had held for that may be judged anew. */
async function read(row: WatchedRow, db: Database, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const marked = await markRead.maybe(tx, [row.workspace_id, row.id, now, row.revision]);
    if (!marked?.was_failing) return;
    await lookAgain(tx, row.workspace_id, marked.server_id, now);
    await notify(tx, 'kindred_live', { w: row.workspace_id, t: 'mailbox', id: row.id });
  });
}

/** How to sign in now: the newest tokens are in the row, not in what we remember of it. */
export async function accountOf(row: Pick<WatchedRow, 'workspace_id' | 'id'>, { db, secret, tokens, clock, ca }: Pick<WatchesOptions, 'db' | 'secret' | 'tokens' | 'clock' | 'ca'>): Promise<ImapAccount> {
  const current = await findWatched.one(db, [row.workspace_id, row.id], 'mailbox');
  const login = current.imap_password_sealed ? { password: open(secret, current.imap_password_sealed) } : { accessToken: await tokens.fresh(current, clock.now()) };
  return { host: current.imap_host, port: current.imap_port, security: current.imap_security, username: current.imap_username, login, ...(ca ? { ca } : {}) };
}

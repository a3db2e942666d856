import { statement, type Database } from '../../../platform/db/index.ts';
import type { SigningKeys, TrackingLinks } from '../../tracking/index.ts';
import type { MailServer } from '../../transport/index.ts';
import { createShelf, type CompiledShelf } from '../content/compiled-shelf.ts';
import type { Purpose } from '../content/prepare-compiled.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { factsOf, recipientName, type FactsContext, type PickedRow } from '../gate/message-facts.ts';
import { composeMail } from './compose-mail.ts';

// What went out, once more, for the folder Sent of whoever wrote it: the same Message-ID, text and links, without the
// pixel, since the writer's own look would be taken for the reader's.

type CopyRow = PickedRow & { purpose: Purpose; return_path: string | null; accepted_at: Date; workspace_name: string; postal_address: string };
const findAccepted = statement<CopyRow>('messages.accepted-for-copy', `
  select m.*, l.purpose, s.return_path, w.name as workspace_name, w.postal_address,
    c.id as contact_id, c.email, c.first_name, c.last_name, c.job_title, c.phone, c.language, c.attributes, c.time_zone as contact_zone, c.consent, c.tracking, c.deleted_at, c.erased_at,
    o.name as company_name, o.time_zone as company_zone, b.id as member_id, b.name as member_name, b.email as member_email, b.left_at, 0 as in_flight
  from messages m
  join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
  join servers s on s.workspace_id = l.workspace_id and s.id = l.server_id
  join workspaces w on w.workspace_id = m.workspace_id
  left join contacts c on m.recipient_kind = 'contact' and c.workspace_id = m.workspace_id and c.id = m.recipient_id
  left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  left join members b on m.recipient_kind = 'member' and b.workspace_id = m.workspace_id and b.id = m.recipient_id
  where m.workspace_id = $1 and m.id = $2 and m.state = 'accepted'`);

export interface CopyPorts {
  db: Database;
  keys: SigningKeys;
  links: TrackingLinks;
}

/** Composes accepted messages again; null for one that is not there any more, or whose recipient was erased. */
export function createCopies({ db, keys, links }: CopyPorts): (workspaceId: number, messageId: number) => Promise<{ bytes: Buffer; acceptedAt: Date } | null> {
  const shelf = createShelf(links);
  return async (workspaceId, messageId) => {
    const row = await findAccepted.maybe(db, [workspaceId, messageId]);
    if (!row || row.erased_at) return null;
    const message = await acceptedMessage(db, shelf, workspaceId, row);
    if (!message) return null;
    const { bytes } = await composeMail(message, { keys, sign: async (_workspaceId, _domain, mail) => mail }, row.accepted_at);
    return { bytes, acceptedAt: row.accepted_at };
  };
}

/** As the sender had it, as far as composing asks. */
async function acceptedMessage(db: Database, shelf: CompiledShelf, workspaceId: number, row: CopyRow): Promise<ClaimedMessage | null> {
  const email = (await shelf.take(db, workspaceId, [row.compiled_id])).get(row.compiled_id);
  if (!email || email.problem !== null) return null;
  const context = { workspace: { name: row.workspace_name, postalAddress: row.postal_address }, senderName: email.senderName, required: email.required, mailbox: null } as unknown as FactsContext;
  const { values, address } = factsOf(row, context);
  if (!address) return null;
  const lane = { workspaceId, purpose: row.purpose, server: { returnPath: row.return_path } as MailServer } as ClaimedMessage['lane'];
  return {
    lane, email, values, address, messageId: row.id, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step,
    recipientKind: row.recipient_kind, recipientId: row.recipient_id, name: recipientName(row),
    tracked: false, pixel: false, attempts: row.attempts, expiresAt: null, claimedAt: row.accepted_at,
  };
}

import { firstKnownZone } from '../../../delivery/messages/index.ts';
import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { StopEvent } from '../moves/enrolment.ts';
import type { Facts, OpenMessage } from '../moves/next-move.ts';
import { sequenceSource, type EnrolmentRow, type SequenceRow } from '../queries.ts';

type FactsRow = {
  id: number; contact_zone: string | null; company_zone: string | null; workspace_zone: string; gone: boolean; address: boolean; suppression: string | null; withdrawn: boolean; left: boolean;
  message: { state: OpenMessage['state']; due_at: string; ended_at: string | null; reason: string | null; bounced: boolean } | null;
  engaged: Record<string, { opened: boolean; clicked: boolean; replied: boolean; bounced: boolean }> | null;
};

/**
 * All that decides about a batch's next moves, each fact by its key: contact, suppression, member and open message by
 * their primary keys, what was opened by messages_recipient. Read after the enrolments are locked, so that an opt-out or reply
 * whose handler waits for the lock is either seen here or takes back what is planned here.
 */
const read = statement<FactsRow>('sequences.facts', `
  select e.id, c.time_zone as contact_zone, o.time_zone as company_zone, w.time_zone as workspace_zone,
    c.id is null or c.deleted_at is not null or c.erased_at is not null as gone, c.email_key is not null as address,
    (select s.reason from suppressions s where s.workspace_id = $1 and s.lifted_at is null and s.address_hash = sha256(convert_to(c.email_key, 'UTF8')) limit 1) as suppression,
    coalesce(c.consent = 'withdrawn', false) as withdrawn, coalesce(b.left_at is not null, true) as left,
    case when m.id is not null then jsonb_build_object('state', m.state, 'due_at', m.due_at, 'ended_at', coalesce(m.accepted_at, m.ended_at), 'reason', coalesce(m.hold_reason, m.reason), 'bounced', m.bounce is not null) end as message,
    (select jsonb_object_agg(x.step, jsonb_build_object('opened', g.opened_at is not null, 'clicked', g.clicked_at is not null, 'replied', g.replied_at is not null, 'bounced', x.bounce is not null))
      from messages x left join engagements g on g.workspace_id = x.workspace_id and g.message_id = x.id
      where x.workspace_id = $1 and x.source_kind = '${sequenceSource}' and x.source_id = e.sequence_id and x.recipient_kind = 'contact' and x.recipient_id = e.contact_id) as engaged
  from enrolments e
  join workspaces w on w.workspace_id = e.workspace_id
  left join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
  left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  left join members b on b.workspace_id = e.workspace_id and b.id = e.member_id
  left join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
  where e.workspace_id = $1 and e.id = any($2::bigint[])`);

/** The facts about these enrolments, by id. Whether there is a mailbox is the caller's to know. */
export async function gatherFacts(on: Queryable, workspaceId: number, rows: readonly EnrolmentRow[], sequences: ReadonlyMap<number, SequenceRow>, hasMailbox: (row: EnrolmentRow) => boolean): Promise<Map<number, Facts>> {
  const found = new Map((await read.rows(on, [workspaceId, rows.map(({ id }) => id)])).map((row) => [row.id, row]));
  return new Map(rows.map((row) => [row.id, factsOf(found.get(row.id)!, sequences.get(row.sequence_id)!, hasMailbox(row))]));
}

function factsOf(row: FactsRow, { send_window: window }: SequenceRow, hasMailbox: boolean): Facts {
  const zone = firstKnownZone(row.contact_zone, row.company_zone, row.workspace_zone);
  const { message } = row;
  return {
    stop: stopOf(row), memberLeft: row.left, hasMailbox, zone, window, windowZone: window.clock === 'recipient' ? zone : firstKnownZone(row.workspace_zone),
    message: message && { state: message.state, dueAtMs: Date.parse(message.due_at), endedAtMs: message.ended_at === null ? null : Date.parse(message.ended_at), reason: message.reason, bounced: message.bounced },
    engaged: (step) => row.engaged?.[step] ?? { opened: false, clicked: false },
  };
}

/** What stands in the database ends it, however it came there and whoever was told. */
function stopOf(row: FactsRow): StopEvent | null {
  if (row.gone) return 'contact-gone';
  const mails = Object.values(row.engaged ?? {});
  if (mails.some(({ replied }) => replied)) return 'replied';
  if (row.suppression === 'bounced' || mails.some(({ bounced }) => bounced)) return 'bounced';
  if (row.suppression !== null || row.withdrawn) return 'opted-out';
  return null;
}

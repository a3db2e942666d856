import type { OutboxEvent, OutboxHandler } from '../../../platform/outbox-events/index.ts';
import { statement, type Transaction } from '../../../platform/db/index.ts';
import { firstKnownZone } from '../../../delivery/messages/index.ts';
import { hear } from '../moves/advance.ts';
import type { EnrolmentEvent } from '../moves/enrolment.ts';
import { dayBegins } from '../moves/wait-time.ts';
import { enrolmentOf, lockColleagues, lockLiveOfContact, type EnrolmentRow } from '../queries.ts';
import { readSequences } from './plan-due.ts';
import { writeAdvanced, type Change } from './write-advanced.ts';

/** Lets these enrolments hear of something; what that takes back is taken back in the same transaction. Answers how many it moved. */
export async function hearFor(tx: Transaction, rows: readonly EnrolmentRow[], event: EnrolmentEvent, now: Date, more: { untilMs?: number; detail?: string; byMember?: number } = {}): Promise<number> {
  if (rows.length === 0) return 0;
  const { workspace_id: workspaceId } = rows[0]!;
  const changes = rows.flatMap((row): Change[] => {
    const advanced = hear(enrolmentOf(row), event, { nowMs: now.getTime(), untilMs: more.untilMs ?? null, detail: more.detail ?? null });
    return advanced ? [{ row, advanced }] : [];
  });
  await writeAdvanced(tx, workspaceId, await readSequences(tx, workspaceId, rows), changes, now, more.byMember ?? null);
  return changes.length;
}

const findZone = statement<{ contact_zone: string | null; company_zone: string | null; workspace_zone: string }>('sequences.zone-of', `
  select c.time_zone as contact_zone, o.time_zone as company_zone, w.time_zone as workspace_zone
  from contacts c join workspaces w on w.workspace_id = c.workspace_id left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  where c.workspace_id = $1 and c.id = $2`);
/** Somebody is away for longer than anybody waits: a year. */
const awayAtMostMs = 366 * 86_400_000;

type Heard = (tx: Transaction, event: OutboxEvent, now: Date) => Promise<void>;

const numberIn = ({ payload }: OutboxEvent, key: string): number | null => (typeof payload[key] === 'number' ? payload[key] : null);

async function stop(tx: Transaction, event: OutboxEvent, what: EnrolmentEvent, now: Date): Promise<void> {
  const contactId = numberIn(event, 'contactId');
  if (contactId !== null) await hearFor(tx, await lockLiveOfContact.rows(tx, [event.workspaceId, contactId]), what, now);
}

const replied: Heard = async (tx, event, now) => {
  const contactId = numberIn(event, 'contactId');
  if (contactId === null) return;
  await stop(tx, event, 'replied', now);
  await hearFor(tx, await lockColleagues.rows(tx, [event.workspaceId, contactId]), 'colleague-replied', now);
};

const autoReplied: Heard = async (tx, event, now) => {
  const { returnsOn } = event.payload;
  const contactId = numberIn(event, 'contactId');
  if (contactId === null || typeof returnsOn !== 'string') return;
  const zones = await findZone.maybe(tx, [event.workspaceId, contactId]);
  if (!zones) return;
  const untilMs = dayBegins(returnsOn.slice(0, 10), firstKnownZone(zones.contact_zone, zones.company_zone, zones.workspace_zone));
  if (untilMs === null || untilMs <= now.getTime() || untilMs > now.getTime() + awayAtMostMs) return;
  await hearFor(tx, await lockLiveOfContact.rows(tx, [event.workspaceId, contactId]), 'went-away', now, { untilMs, detail: returnsOn.slice(0, 10) });
};

const suppressed: Heard = async (tx, event, now) => {
  const { contactIds } = event.payload;
  if (!Array.isArray(contactIds)) return;
  for (const contactId of contactIds) {
    if (typeof contactId === 'number') await hearFor(tx, await lockLiveOfContact.rows(tx, [event.workspaceId, contactId]), event.payload['reason'] === 'bounced' ? 'bounced' : 'opted-out', now);
  }
};

const heard: Readonly<Record<string, Heard>> = {
  'inbound.replied': replied,
  'inbound.auto-replied': autoReplied,
  // A temporary one is the server's to try again; many of them end in a suppression, which is heard as what it is.
  'inbound.bounced': (tx, event, now) => (event.payload['permanent'] === true ? stop(tx, event, 'bounced', now) : Promise.resolve()),
  'inbound.complained': (tx, event, now) => stop(tx, event, 'opted-out', now),
  'inbound.meeting-accepted': (tx, event, now) => stop(tx, event, 'meeting-booked', now),
  'contacts.suppressed': suppressed,
  'contact.erased': (tx, event, now) => stop(tx, event, 'contact-gone', now),
};

/** What sequences do when something comes back, for the outbox. Hearing it twice changes nothing. */
export function sequencesHear(now: () => Date): Map<string, OutboxHandler> {
  return new Map(Object.entries(heard).map(([name, handle]) => [name, (tx, event) => handle(tx, event, now())]));
}

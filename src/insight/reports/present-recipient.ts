import { tell, tellInEnglish } from '../../platform/words/contract.ts';
import { describeReason } from '../../delivery/messages/index.ts';
import { retellReason } from '../../delivery/tracking/index.ts';
import type { RecipientView } from './contract.ts';

export interface RecipientRow {
  message_id: number; recipient_id: number; state: RecipientView['state']; reason: string | null; hold_reason: string | null;
  due_at: Date; accepted_at: Date | null; ended_at: Date | null; bounce: RecipientView['bounce']; bounced_at: Date | null;
  opened_at: Date | null; opened_class: 'person' | 'proxy' | null; opened_reason: string | null; machine_opened_at: Date | null; opens: number | null;
  clicked_at: Date | null; machine_clicked_at: Date | null; clicks: number | null; links: number[] | null;
  replied_at: Date | null; unsubscribed_at: Date | null; complained_at: Date | null; answer: string | null;
  contact_id: number | null; first_name: string | null; last_name: string | null; email: string | null; time_zone: string | null; company_name: string | null;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A recipient with what became of the message. Somebody erased has no name and no address, but stays on the list. */
export function presentRecipient(row: RecipientRow): RecipientView {
  const reason = row.reason ?? (row.state === 'planned' || row.state === 'claimed' ? row.hold_reason : null);
  return {
    messageId: row.message_id, contact: contactOf(row), state: row.state, reason: reason === null ? null : tellInEnglish(reason), reasonTitle: reason === null ? null : describeReason(reason), answer: row.answer === null ? null : tell(row.answer),
    dueAt: row.due_at.toISOString(), acceptedAt: iso(row.accepted_at), endedAt: iso(row.ended_at),
    openedAt: iso(row.opened_at), openedClass: row.opened_class, openedReason: row.opened_reason === null ? null : retellReason(row.opened_reason), machineOpenedAt: iso(row.machine_opened_at), opens: row.opens ?? 0,
    clickedAt: iso(row.clicked_at), machineClickedAt: iso(row.machine_clicked_at), clicks: row.clicks ?? 0, links: row.links ?? [],
    repliedAt: iso(row.replied_at), unsubscribedAt: iso(row.unsubscribed_at), complainedAt: iso(row.complained_at), bounce: row.bounce, bouncedAt: iso(row.bounced_at),
  };
}

function contactOf(row: RecipientRow): RecipientView['contact'] {
  if (row.contact_id === null || row.email === null) return null;
  const name = `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim();
  return { id: row.contact_id, name: name || row.email, email: row.email, company: row.company_name, timeZone: row.time_zone };
}

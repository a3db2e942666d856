import type { Database, Transaction } from '../../../platform/db/index.ts';
import { statement } from '../../../platform/db/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { EngagementChanged } from '../../events/index.ts';
import { findReturnPathToken } from '../../messages/index.ts';
import { applyBounce } from '../applying/apply-bounce.ts';
import { applyComplaint } from '../applying/apply-complaint.ts';
import { contactOfKey, findMessage, newestMessage, type MessageRow } from '../taking/inbound-queries.ts';
import { keyOf } from '../taking/match-message.ts';
import type { InboundPorts } from '../taking/take-inbound-mail.ts';
import type { Provider, ProviderReport } from './provider-report.ts';

const noteReport = statement('inbound.note-report', 'insert into inbound_reports (workspace_id, provider, report_id, at) values ($1, $2, $3, $4) on conflict do nothing');
const triesAtMost = 10;

/**
 * Acts on what a provider told, each report once by its id. `once` names the request where its signature does not cover
 * what it tells; a request heard before does nothing.
 */
export async function takeReports(db: Database, hook: { workspaceId: number; provider: Provider }, { reports, once }: { reports: readonly ProviderReport[]; once?: string | undefined }, ports: InboundPorts): Promise<void> {
  for (const report of reports) {
    for (let tries = 1; ; tries += 1) {
      try {
        await db.transaction((tx) => takeOne(tx, hook, report, once, ports));
        break;
      } catch (error) {
        if (!(error instanceof EngagementChanged) || tries === triesAtMost) throw error;
      }
    }
  }
}

async function takeOne(tx: Transaction, { workspaceId, provider }: { workspaceId: number; provider: Provider }, report: ProviderReport, once: string | undefined, { keys, clock }: InboundPorts): Promise<void> {
  const now = clock.now();
  for (const id of once === undefined ? [report.id] : [once, report.id]) if ((await noteReport.run(tx, [workspaceId, provider, id, now])) === 0) return;
  const found = report.traces.map((trace) => findReturnPathToken(keys, trace)).find((token) => token?.workspaceId === workspaceId);
  const named = found ? await findMessage.maybe(tx, [workspaceId, found.messageId]) : undefined;
  // Without a token each recipient is somebody of their own.
  for (const recipient of named ? report.recipients.slice(0, 1) : report.recipients.slice(0, 100)) {
    const about = named ? { message: named, contactId: named.contact_id } : await weakly(tx, workspaceId, recipient.address, report.at);
    if (about === null) continue;
    const recipients = named ? report.recipients : [recipient];
    if (report.kind === 'bounce') await applyBounce(tx, { workspaceId, ...about, recipients, at: report.at, now });
    else await applyComplaint(tx, { workspaceId, ...about, addresses: recipients.map(({ address }) => address), type: recipient.reason, at: report.at });
  }
  await notify(tx, 'kindred_live', { w: workspaceId, t: 'events' });
}

/** By the address alone: the newest mail to a contact of ours within thirty days. Of anybody else we know nothing. */
async function weakly(tx: Transaction, workspaceId: number, address: string, at: Date): Promise<{ message: MessageRow | null; contactId: number } | null> {
  const key = keyOf(address);
  const contact = key === null ? undefined : await contactOfKey.maybe(tx, [workspaceId, key]);
  return contact ? { contactId: contact.id, message: (await newestMessage.maybe(tx, [workspaceId, contact.id, at, null])) ?? null } : null;
}

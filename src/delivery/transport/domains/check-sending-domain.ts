import { statement, type Database } from '../../../platform/db/index.ts';
import { checkDomain } from '../dns/check-domain.ts';
import type { DnsResolver } from '../dns/resolver.ts';
import { listServerRows } from '../servers/queries.ts';
import { findDomainRow, storeCheck, type DomainRow } from './queries.ts';

const dueDomains = statement<{ workspace_id: number; id: number }>('transport.domains-to-check', `
  select workspace_id, id from sending_domains where checked_at is null or checked_at < $1 order by checked_at nulls first limit 50`);

/** Asks DNS about one sending domain and keeps what it said. */
export async function checkSendingDomain(db: Database, dns: DnsResolver, workspaceId: number, domainId: number, now: Date): Promise<DomainRow> {
  const row = await findDomainRow.one(db, [workspaceId, domainId], 'sending domain');
  const servers = (await listServerRows.rows(db, [workspaceId])).filter((server) => server.kind === 'smtp');
  const returnPath = servers.find((server) => server.return_path)?.return_path;
  const verdicts = await checkDomain({
    domain: row.domain, selector: row.dkim_selector, publicBase64: row.dkim_public,
    serverHosts: servers.map((server) => server.host!),
    returnPathDomain: returnPath ? returnPath.slice(returnPath.lastIndexOf('@') + 1).toLowerCase() : row.domain,
  }, dns);
  return storeCheck.one(db, [workspaceId, domainId, now, JSON.stringify(verdicts)], 'sending domain');
}

/** Asks again about domains last asked a day ago, so that a record somebody deletes is noticed. */
export async function checkDomainsDue(db: Database, dns: DnsResolver, now: Date): Promise<void> {
  for (const due of await dueDomains.rows(db, [new Date(now.getTime() - 86_400_000)])) {
    await checkSendingDomain(db, dns, due.workspace_id, due.id, now);
  }
}

import { statement } from '../../../platform/db/index.ts';
import { dkimRecord } from '../dkim/dkim-key.ts';
import type { SendingDomainView } from '../contract.ts';
import { tell } from '../../../platform/words/contract.ts';

export interface DomainRow {
  id: number; domain: string; dkim_selector: string; dkim_public: string; checked_at: Date | null;
  check_result: SendingDomainView['verdicts']; created_at: Date;
}

const columns = 'id, domain, dkim_selector, dkim_public, checked_at, check_result, created_at';
export const listDomainRows = statement<DomainRow>('transport.domains', `select ${columns} from sending_domains where workspace_id = $1 order by domain`);
export const findDomainRow = statement<DomainRow>('transport.domain', `select ${columns} from sending_domains where workspace_id = $1 and id = $2`);
export const insertDomain = statement<DomainRow>('transport.insert-domain', `
  insert into sending_domains (workspace_id, domain, dkim_selector, dkim_private_sealed, dkim_public)
  values ($1, $2, $3, $4, $5) on conflict (workspace_id, domain) do nothing returning ${columns}`);
export const deleteDomain = statement<{ id: number }>('transport.delete-domain', 'delete from sending_domains where workspace_id = $1 and id = $2 returning id');
export const storeCheck = statement<DomainRow>('transport.store-domain-check', `
  update sending_domains set checked_at = $3, check_result = $4 where workspace_id = $1 and id = $2 returning ${columns}`);

export const presentDomain = (row: DomainRow): SendingDomainView => ({
  id: row.id, domain: row.domain, selector: row.dkim_selector, record: dkimRecord(row.domain, row.dkim_selector, row.dkim_public),
  checkedAt: row.checked_at?.toISOString() ?? null, verdicts: row.check_result?.map((verdict) => ({ ...verdict, words: tell(verdict.words) })) ?? null, createdAt: row.created_at.toISOString(),
});

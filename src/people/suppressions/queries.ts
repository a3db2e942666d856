import { statement } from '../../platform/db/index.ts';
import type { SuppressionReason } from './suppression.ts';

export type SuppressionRow = {
  id: number; address: string | null; reason: SuppressionReason; note: string; created_at: Date; lifted_at: Date | null; contact_id: number | null;
  by_id: number | null; by_name: string | null; lifted_by_id: number | null; lifted_by_name: string | null;
};

const rows = `
  select s.id, s.address, s.reason, s.note, s.created_at, s.lifted_at, c.id as contact_id,
         b.id as by_id, b.name as by_name, l.id as lifted_by_id, l.name as lifted_by_name
  from suppressions s
  left join contacts c on c.workspace_id = s.workspace_id and c.email_key = s.address and c.deleted_at is null
  left join members b on b.workspace_id = s.workspace_id and b.id = s.by_member
  left join members l on l.workspace_id = s.workspace_id and l.id = s.lifted_by`;

// Newest first by id, which the primary key serves; an address by its hash.
export const pageOfSuppressions = statement<SuppressionRow>('suppressions.page', `${rows}
  where s.workspace_id = $1 and (s.lifted_at is not null) = $2 and ($3::text is null or s.reason = $3) and ($4::bigint is null or s.id < $4)
  order by s.id desc limit $5`);
export const suppressionsOfAddress = statement<SuppressionRow>('suppressions.of-address', `${rows}
  where s.workspace_id = $1 and (s.lifted_at is not null) = $2 and ($3::text is null or s.reason = $3) and ($4::bigint is null or s.id < $4)
    and s.address_hash = sha256(convert_to($6, 'UTF8'))
  order by s.id desc limit $5`);
export const findSuppression = statement<SuppressionRow>('suppressions.find', `${rows} where s.workspace_id = $1 and s.id = $2`);

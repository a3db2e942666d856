import { statement, type Queryable } from '../../../platform/db/index.ts';
import { actsOf, anew, habitColumns, lastOfEach } from './habit-columns.ts';

// Counts contact_habits again. Erased people are left out: their mail stays as a count, and they did nothing any more.

const everybody = 'in (select id from contacts where workspace_id = $1 and erased_at is null)';
const recounted = `select a.contact_id, ${lastOfEach} from (${actsOf(everybody)}) a group by a.contact_id`;
const row = (from: string) => `concat_ws(' ', ${habitColumns.map((column) => `'${column} ' || ${from}.${column}`).join(', ')})`;
const differing = `
  select coalesce(h.contact_id, r.contact_id) as contact_id, ${row('h')} as counted, ${row('r')} as recounted, ${habitColumns.map((column) => `r.${column}`).join(', ')}
  from (select * from contact_habits where workspace_id = $1 and contact_id ${everybody}) h full join (${recounted}) r using (contact_id)
  where (${habitColumns.map((column) => `h.${column}`).join(', ')}) is distinct from (${habitColumns.map((column) => `r.${column}`).join(', ')})`;

const compare = statement<{ contact_id: number; counted: string; recounted: string; total: number }>('events.check-habits', `
  select contact_id, counted, recounted, count(*) over ()::int as total from (${differing}) d order by contact_id limit 100`);
const correct = statement('events.correct-habits', `
  insert into contact_habits as h (workspace_id, contact_id, ${habitColumns.join(', ')})
  select $1, contact_id, ${habitColumns.join(', ')} from (${differing}) d order by contact_id
  on conflict (workspace_id, contact_id) do update set ${anew}`);

/** Where what stands differs from what there is; the first hundred, `total` says how many. */
export const compareHabits = (tx: Queryable, workspaceId: number): Promise<{ contact_id: number; counted: string; recounted: string; total: number }[]> => compare.rows(tx, [workspaceId]);
/** Writes the recounted rows over those that differ. */
export const correctHabits = (tx: Queryable, workspaceId: number): Promise<number> => correct.run(tx, [workspaceId]);

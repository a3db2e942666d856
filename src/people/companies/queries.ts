import { statement } from '../../platform/db/index.ts';

export type CompanyRow = { id: number; name: string; domain: string | null; time_zone: string | null; contacts: number; created_at: Date };

const columns = `c.id, c.name, c.domain, c.time_zone, c.created_at,
  (select count(*) from contacts p where p.workspace_id = c.workspace_id and p.company_id = c.id and p.deleted_at is null)::bigint as contacts`;

// By the start of the name, which companies_name serves.
export const pageOfCompanies = statement<CompanyRow>('companies.page', `
  select ${columns} from companies c
  where c.workspace_id = $1 and ($2::text is null or starts_with(lower(c.name), lower($2)))
    and ($3::text is null or (lower(c.name), c.id) > ($3, $4))
  order by lower(c.name), c.id limit $5`);
export const findCompany = statement<CompanyRow>('companies.find', `select ${columns} from companies c where c.workspace_id = $1 and c.id = $2`);
export const insertCompany = statement<{ id: number }>('companies.insert', `
  insert into companies (workspace_id, name, domain, time_zone, created_at) values ($1, $2, $3, $4, $5) on conflict (workspace_id, lower(name)) do nothing returning id`);
// The name that is there already wins; `do update` answers it without changing it.
export const insertCompanies = statement<{ id: number; name: string }>('companies.insert-many', `
  insert into companies (workspace_id, name, domain, created_at)
  select $1, n.name, n.domain, $4 from unnest($2::text[], $3::text[]) as n (name, domain) order by lower(n.name)
  on conflict (workspace_id, lower(name)) do update set name = companies.name returning id, name`);
export const updateCompany = statement('companies.update', `
  update companies set name = coalesce($3, name), domain = case when $4 then $5 else domain end,
    time_zone = case when $6 then $7 else time_zone end where workspace_id = $1 and id = $2`);
export const findCompanyNamed = statement<{ id: number }>('companies.find-named', 'select id from companies where workspace_id = $1 and lower(name) = lower($2)');

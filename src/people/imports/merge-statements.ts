import { statement, type Statement } from '../../platform/db/index.ts';
import { keptChanges, keptCharacters } from '../contacts/index.ts';
import { copyColumns } from './chunk-rows.ts';
import type { ImportPlan } from './contract.ts';

// A chunk lies in a temporary table and is merged by one statement. What a known contact becomes
// is written once and used by the merge and by the dry run, so they cannot differ.

export const rowsTable = `
  create temporary table if not exists import_rows (
    row_number bigint not null, seen boolean not null, email text not null, email_key text not null,
    first_name text not null, last_name text not null, job_title text not null, phone text not null, company text not null, note text not null,
    owner_id bigint, time_zone text, language text, attributes jsonb not null,
    consent text not null, consent_source text, consent_at timestamptz
  ) on commit delete rows`;
export const copyRows = `copy import_rows (${copyColumns.join(', ')}) from stdin`;

type Policy = ImportPlan['onExisting'];

/** What each column of a contact `c` becomes when the row `n` meets it. */
function met(policy: Policy, c: string, n: string): [column: string, expression: string][] {
  const text = (column: string): [string, string] => [column, policy === 'update'
    ? `case when ${n}.${column} <> '' then ${n}.${column} else ${c}.${column} end`
    : `case when ${c}.${column} = '' then ${n}.${column} else ${c}.${column} end`];
  const nullable = (column: string): [string, string] => [column, policy === 'update'
    ? `coalesce(${n}.${column}, ${c}.${column})` : `coalesce(${c}.${column}, ${n}.${column})`];
  // A file never takes back a withdrawal, and what was given keeps its first source and time.
  const consentStays = `(${c}.consent = 'withdrawn' or ${n}.consent = 'unknown' or ${n}.consent = ${c}.consent)`;
  const consent = (column: string): [string, string] => [column, `case when ${consentStays} then ${c}.${column} else ${n}.${column} end`];
  return [
    text('first_name'), text('last_name'), text('job_title'), text('phone'),
    nullable('company_id'), nullable('owner_id'), nullable('time_zone'), nullable('language'),
    ['attributes', policy === 'update' ? `${c}.attributes || ${n}.attributes` : `${n}.attributes || ${c}.attributes`],
    consent('consent'), consent('consent_source'), consent('consent_at'),
  ];
}

const differs = (policy: Policy, c: string, n: string): string =>
  `(${met(policy, c, n).map(([column]) => `${c}.${column}`).join(', ')}) is distinct from (${met(policy, c, n).map(([, becomes]) => becomes).join(', ')})`;

const written = ['email', 'email_key', 'first_name', 'last_name', 'job_title', 'phone', 'company_id', 'owner_id', 'time_zone', 'language', 'attributes', 'consent', 'consent_source', 'consent_at'];

export interface MergedCounts {
  new: number;
  changed: number;
  unchanged: number;
  /** Rows whose address an earlier chunk of the file brought. */
  repeated: number;
}

// In the order of their keys: two imports at a time then wait for each other instead of locking up.
// The index contacts_live_email serves the conflict. xmax is 0 only on rows that are new.
function mergeStatement(policy: Policy): Statement<MergedCounts & Record<string, unknown>, readonly unknown[]> {
  const onKnown = policy === 'leave' ? 'do nothing'
    : `do update set ${met(policy, 'c', 'excluded').map(([column, becomes]) => `${column} = ${becomes}`).join(', ')}, updated_at = excluded.updated_at
       where ${differs(policy, 'c', 'excluded')}`;
  return statement(`imports.merge-${policy}`, `
    with written as (
      insert into contacts as c (workspace_id, ${written.join(', ')}, created_at, updated_at)
      select $1, ${written.map((column) => (column === 'company_id' ? 'companies.id' : `r.${column}`)).join(', ')}, $2, $2
      from import_rows r
      left join companies on companies.workspace_id = $1 and r.company <> '' and lower(companies.name) = lower(r.company)
      order by r.email_key
      on conflict (workspace_id, email_key) where deleted_at is null ${onKnown}
      returning c.email_key, xmax = 0 as is_new
    )
    select count(*) filter (where not r.seen and w.is_new) as new,
           count(*) filter (where not r.seen and not w.is_new) as changed,
           count(*) filter (where not r.seen and w.is_new is null) as unchanged,
           count(*) filter (where r.seen) as repeated
    from import_rows r left join written w using (email_key)`);
}

export const mergeContacts: Record<Policy, ReturnType<typeof mergeStatement>> = {
  update: mergeStatement('update'), fill: mergeStatement('fill'), leave: mergeStatement('leave'),
};

const fieldOf: Record<string, string> = { first_name: 'firstName', last_name: 'lastName', job_title: 'jobTitle', phone: 'phone', time_zone: 'timeZone', language: 'language', consent: 'consent' };

// Before the merge, by the expressions it writes: what each contact that changes was, and becomes. The limits make
// it look into the index contacts_live_email row by row, as long as PostgreSQL knows what the table looks like (see `look` in run-import.ts).
function changesStatement(policy: Policy): Statement<Record<string, unknown>, readonly unknown[]> {
  const becomes = new Map(met(policy, 'c', 'n'));
  const plain = Object.entries(fieldOf).map(([column, field]) => `('${field}', c.${column}, ${becomes.get(column)})`);
  const named = (table: string, column: string, field: string) =>
    `('${field}', (select name from ${table} x where x.workspace_id = $1 and x.id = c.${column}), (select name from ${table} x where x.workspace_id = $1 and x.id = ${becomes.get(column)}))`;
  return statement(`imports.record-changes-${policy}`, `
    with kept as (
      insert into contact_changes (workspace_id, contact_id, at, through, by_member, source, changes)
      select $1, c.id, $2, 'import', $3, left($4, ${keptCharacters}), d.changes
      from import_rows r
      cross join lateral (select * from contacts where workspace_id = $1 and email_key = r.email_key and deleted_at is null limit 1) c
      left join lateral (select id from companies where workspace_id = $1 and r.company <> '' and lower(name) = lower(r.company) limit 1) k on true
      cross join lateral (select r.*, k.id as company_id) n
      cross join lateral (
        select jsonb_agg(jsonb_build_object('field', v.field, 'from', left(nullif(v.was, ''), ${keptCharacters}), 'to', left(nullif(v.became, ''), ${keptCharacters}))) as changes
        from (values ${plain.join(', ')}, ${named('companies', 'company_id', 'company')}, ${named('members', 'owner_id', 'owner')}
          union all select 'attribute:' || a.key, c.attributes ->> a.key, a.value from jsonb_each_text(${becomes.get('attributes')}) a) v (field, was, became)
        where nullif(v.was, '') is distinct from nullif(v.became, '')) d
      where ${differs(policy, 'c', 'n')} and d.changes is not null
      order by c.id
      returning contact_id
    )
    delete from contact_changes g using kept, lateral (
      select id from contact_changes o where o.workspace_id = $1 and o.contact_id = kept.contact_id order by id desc offset ${keptChanges - 1} limit 1) last
    where g.workspace_id = $1 and g.contact_id = kept.contact_id and g.id <= last.id`);
}

/** Keeps what a chunk changes of contacts that are known already, for their timelines. Whoever stays as they are needs none. */
export const recordImported: Record<Exclude<Policy, 'leave'>, ReturnType<typeof changesStatement>> = { update: changesStatement('update'), fill: changesStatement('fill') };

export const insertCompanies = statement('imports.insert-companies', `
  insert into companies (workspace_id, name, created_at)
  select distinct on (lower(r.company)) $1, r.company, $2::timestamptz from import_rows r
  where r.company <> '' and not exists (select from companies k where k.workspace_id = $1 and lower(k.name) = lower(r.company))
  order by lower(r.company), r.row_number
  on conflict (workspace_id, lower(name)) do nothing`);

export interface SuppressedRow extends Record<string, unknown> {
  row_number: number;
  seen: boolean;
  email: string;
  email_key: string;
  reason: string;
}

/** Rows whose address may not be written to; those of erased people leave the table, for they may not come back by a file. */
export const takeSuppressed = statement<SuppressedRow>('imports.take-suppressed', `
  with found as (
    select r.row_number, r.seen, r.email, r.email_key, s.reason
    from import_rows r
    join suppressions s on s.workspace_id = $1 and s.lifted_at is null and s.address_hash = sha256(convert_to(r.email_key, 'UTF8'))
  ), gone as (
    delete from import_rows r using found where found.email_key = r.email_key and found.reason = 'erased'
  )
  select row_number, seen, email, email_key, reason from found order by row_number`);

export const joinLists = statement('imports.join-lists', `
  insert into list_members (workspace_id, list_id, contact_id, added_at)
  select $1, l.id, c.id, $3
  from import_rows r
  join contacts c on c.workspace_id = $1 and c.email_key = r.email_key and c.deleted_at is null
  cross join lists l where l.workspace_id = $1 and l.id = any($2::bigint[]) and l.archived_at is null
  on conflict do nothing`);

export interface CheckedRow extends Record<string, unknown> {
  row_number: number;
  email: string;
  verdict: 'new' | 'changed';
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const shown = ['first_name', 'last_name', 'job_title', 'phone', 'time_zone', 'language', 'attributes', 'consent'];

// The dry run of a chunk: the counts, and a few rows of each kind. A company the file brings for
// the first time has no id yet; -1 stands for it and differs from every other.
function checkStatement(policy: Policy): { counts: Statement<MergedCounts & Record<string, unknown>, readonly unknown[]>; samples: Statement<CheckedRow, readonly unknown[]> } {
  const becomes = new Map(met(policy, 'c', 'n'));
  const verdict = policy === 'leave' ? 'false' : differs(policy, 'c', 'n');
  const judged = `
    with n as materialized (
      select r.*, case when r.company = '' then null else coalesce(companies.id, -1) end as company_id
      from import_rows r
      left join companies on companies.workspace_id = $1 and r.company <> '' and lower(companies.name) = lower(r.company)
    ), judged as (
      select n.row_number, n.seen, n.email, n.email_key, c.id, c.id is not null and ${verdict} as changed
      from n left join contacts c on c.workspace_id = $1 and c.email_key = n.email_key and c.deleted_at is null
    )`;
  const fields = (of: (column: string) => string) => `jsonb_build_object(${shown.map((column) => `'${column}', ${of(column)}`).join(', ')})`;
  return {
    counts: statement(`imports.check-${policy}`, `${judged}
      select count(*) filter (where not seen and id is null) as new,
             count(*) filter (where not seen and changed) as changed,
             count(*) filter (where not seen and id is not null and not changed) as unchanged,
             count(*) filter (where seen) as repeated
      from judged`),
    samples: statement<CheckedRow>(`imports.check-samples-${policy}`, `${judged}, few as (
        (select * from judged where not seen and id is null order by row_number limit $2)
        union all
        (select * from judged where not seen and changed order by row_number limit $3)
      )
      select few.row_number, few.email, case when few.changed then 'changed' else 'new' end as verdict,
             case when few.changed then ${fields((column) => `c.${column}`)} || jsonb_build_object('company', k.name) end as before,
             case when few.changed then ${fields((column) => becomes.get(column)!)}
               || jsonb_build_object('company', ${policy === 'update' ? "coalesce(nullif(n.company, ''), k.name)" : "coalesce(k.name, nullif(n.company, ''))"}) end as after
      from few join n using (row_number)
      left join contacts c on c.workspace_id = $1 and c.id = few.id
      left join companies k on k.workspace_id = $1 and k.id = c.company_id
      order by few.row_number`),
  };
}

export const checkContacts: Record<Policy, ReturnType<typeof checkStatement>> = {
  update: checkStatement('update'), fill: checkStatement('fill'), leave: checkStatement('leave'),
};

/** Suppressions need no more than the address: known ones stay as they are. */
export const mergeSuppressions = statement<MergedCounts & Record<string, unknown>>('imports.merge-suppressions', `
  with written as (
    insert into suppressions (workspace_id, address_hash, address, reason, note, by_member, created_at)
    select $1, sha256(convert_to(r.email_key, 'UTF8')), r.email_key, 'imported', r.note, $3, $2 from import_rows r order by r.email_key
    on conflict (workspace_id, address_hash) where lifted_at is null do nothing
    returning address_hash
  )
  select count(*) filter (where not r.seen and w.address_hash is not null) as new, 0 as changed,
         count(*) filter (where not r.seen and w.address_hash is null) as unchanged,
         count(*) filter (where r.seen) as repeated
  from import_rows r left join written w on w.address_hash = sha256(convert_to(r.email_key, 'UTF8'))`);

export const checkSuppressions = statement<MergedCounts & Record<string, unknown>>('imports.check-suppressions', `
  select count(*) filter (where not r.seen and s.id is null) as new, 0 as changed,
         count(*) filter (where not r.seen and s.id is not null) as unchanged,
         count(*) filter (where r.seen) as repeated
  from import_rows r
  left join suppressions s on s.workspace_id = $1 and s.lifted_at is null and s.address_hash = sha256(convert_to(r.email_key, 'UTF8'))`);

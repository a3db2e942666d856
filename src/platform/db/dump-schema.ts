import type pg from 'pg';

// The embedded server brings no pg_dump, so the schema is written from the catalogue here: the same
// text from PostgreSQL 15 and 18, in an order that a diff can follow. Monthly partitions are left out.

interface TableRow {
  oid: number;
  name: string;
  partition_key: string | null;
  partition_of: string | null;
  bound: string | null;
  options: string[] | null;
}

interface ColumnRow {
  name: string;
  type: string;
  not_null: boolean;
  default_text: string | null;
  identity: string;
  generated: string;
}

/** The public schema as SQL, ending in a line break. */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  await client.query(`set search_path = pg_catalog`);
  try {
    const blocks = [
      await texts(client, extensions), await texts(client, types), await texts(client, freeSequences),
      await dumpTables(client), await texts(client, functions), await texts(client, views), await texts(client, triggers),
    ];
    return `-- Written from the catalogue by bin/check; do not edit. The truth is db/migrations.\n\n${blocks.flat().join('\n\n')}\n`;
  } finally {
    await client.query('reset search_path');
  }
}

async function dumpTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<TableRow>(tables);
  const out: string[] = [];
  for (const table of rows) {
    const body = [await dumpTable(client, table)];
    for (const sql of [indexes, comments]) {
      const { rows: more } = await client.query<{ text: string }>(sql, [table.oid]);
      body.push(...more.map((row) => tidy(row.text)));
    }
    out.push(body.join('\n'));
  }
  const { rows: references } = await client.query<{ text: string }>(foreignKeys);
  if (references.length > 0) out.push(references.map((row) => tidy(row.text)).join('\n'));
  return out;
}

async function dumpTable(client: pg.ClientBase, table: TableRow): Promise<string> {
  if (table.partition_of) return `create table ${table.name} partition of ${tidy(table.partition_of)} ${table.bound};`;
  const { rows: fields } = await client.query<ColumnRow>(columns, [table.oid]);
  const { rows: rules } = await client.query<{ text: string }>(constraints, [table.oid]);
  const lines = [...fields.map(columnLine), ...rules.map((row) => tidy(row.text))].map((line) => `  ${line}`);
  const tail = [table.partition_key ? ` partition by ${table.partition_key}` : '', table.options ? ` with (${table.options.join(', ')})` : ''];
  return `create table ${table.name} (\n${lines.join(',\n')}\n)${tail.join('')};`;
}

function columnLine(column: ColumnRow): string {
  const parts = [column.name, tidy(column.type)];
  if (column.generated === 's') parts.push(`generated always as (${column.default_text}) stored`);
  else if (column.default_text) parts.push(`default ${tidy(column.default_text)}`);
  if (column.identity) parts.push(`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`);
  if (column.not_null) parts.push('not null');
  return parts.join(' ');
}

/** Names without their schema: there is one. */
const tidy = (text: string): string => text.replaceAll(/\bpublic\./g, '');

async function texts(client: pg.ClientBase, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(sql);
  return rows.map((row) => tidy(row.text.trim()));
}

const inPublic = `'public'::regnamespace`;
const notOfExtension = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

const extensions = `select format('create extension %I;', extname) as text from pg_extension where extname <> 'plpgsql' order by extname`;

const types = `
  select format('create type %I as enum (%s);', t.typname, string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) as text
  from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = ${inPublic} and ${notOfExtension('pg_type', 't.oid')}
  group by t.typname
  union all
  select format('create domain %I as %s%s;', t.typname, format_type(t.typbasetype, t.typtypmod),
    coalesce((select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname) from pg_constraint c where c.contypid = t.oid and c.contype = 'c'), ''))
  from pg_type t where t.typtype = 'd' and t.typnamespace = ${inPublic} and ${notOfExtension('pg_type', 't.oid')}
  order by text`;

/** Sequences of identity columns come with their tables. */
const freeSequences = `
  select format('create sequence %I as %s start with %s increment by %s;', c.relname, format_type(s.seqtypid, null), s.seqstart, s.seqincrement) as text
  from pg_class c join pg_sequence s on s.seqrelid = c.oid
  where c.relnamespace = ${inPublic} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i')
  order by c.relname`;

const tables = `
  select c.oid, quote_ident(c.relname) as name, pg_get_partkeydef(c.oid) as partition_key, c.reloptions as options,
    (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) as partition_of, pg_get_expr(c.relpartbound, c.oid) as bound
  from pg_class c
  where c.relnamespace = ${inPublic} and c.relkind in ('r', 'p') and ${notOfExtension('pg_class', 'c.oid')}
    and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')
  order by c.relname`;

const columns = `
  select quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
    pg_get_expr(d.adbin, d.adrelid) as default_text, a.attidentity as identity, a.attgenerated as generated
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`;

/** Not-null constraints stand at their columns (PostgreSQL 18 keeps them here too), references at the end. */
const constraints = `
  select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
  where conrelid = $1 and contype in ('p', 'u', 'c', 'x') order by array_position(array['p', 'u', 'c', 'x'], contype::text), conname`;

const foreignKeys = `
  select format('alter table %s add constraint %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) as text from pg_constraint
  where contype = 'f' and connamespace = ${inPublic} and conparentid = 0 order by conrelid::regclass::text, conname`;

const indexes = `
  select pg_get_indexdef(i.indexrelid) || ';' as text from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = $1 and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid)
  order by c.relname`;

const comments = `
  select case when d.objsubid = 0 then format('comment on table %s is %L;', $1::oid::regclass, d.description)
    else format('comment on column %s.%I is %L;', $1::oid::regclass, a.attname, d.description) end as text
  from pg_description d left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
  where d.objoid = $1 and d.classoid = 'pg_class'::regclass order by d.objsubid`;

const functions = `
  select pg_get_functiondef(p.oid) || ';' as text from pg_proc p
  where p.pronamespace = ${inPublic} and p.prokind in ('f', 'p') and ${notOfExtension('pg_proc', 'p.oid')} order by p.proname, p.oid::regprocedure::text`;

const views = `
  select format('create %s %s as %s', case relkind when 'm' then 'materialized view' else 'view' end, quote_ident(relname), pg_get_viewdef(oid)) as text
  from pg_class where relnamespace = ${inPublic} and relkind in ('v', 'm') order by relname`;

const triggers = `
  select pg_get_triggerdef(t.oid) || ';' as text from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = ${inPublic} and not t.tgisinternal and t.tgparentid = 0 order by c.relname, t.tgname`;

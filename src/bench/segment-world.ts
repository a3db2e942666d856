import type { Database } from '../platform/db/index.ts';

// Contacts and their mail in bulk: ten mails a contact, five events a mail, each the same for the same numbers. Rows are
// made by the database itself; indexes are taken away before and built afterwards, as after a restore.

export const mailsEach = 10;
export const eventsEach = 50;
/** The workspace, and the campaigns 1 to `mailsEach` in it, each 36 days before the one before. */
export const workspaceId = 1;
/** Went to two fifths of the contacts; the others were left out. */
export const fewCampaign = 4;

const tables = ['contacts', 'list_members', 'messages', 'engagements', 'events'];
/** A number below `below` that looks like chance, of contact `n` and mail `k`. */
const mixed = (salt: number, below: number): string => `(abs(hashint8(n * 131 + k * 7919 + ${salt}::bigint)) % ${below})`;
const sentAt = `($2::timestamptz - make_interval(days => 1 + (k - 1) * 36, secs => n % 40000))`;
/** Some never open, some nearly always. */
const isOpened = `(${mixed(1, 100)} < (n % 7) * 12)`;
const isClicked = `(${isOpened} and ${mixed(2, 100)} < 12)`;
const openedAt = `least(${sentAt} + make_interval(hours => ${mixed(3, 480)}), $2::timestamptz)`;
const lastAt = `least(${openedAt} + make_interval(hours => ${mixed(4, 700)}), $2::timestamptz)`;
const isSent = `(k <> ${fewCampaign} or n % 5 < 2)`;
const messageId = `((k - 1) * $1::bigint + n)`;
const source = `generate_series(1, $1::bigint) n, generate_series(1, ${mailsEach}) k`;

const people = (count: number): string => `
  insert into contacts (workspace_id, id, email, email_key, first_name, last_name, job_title, company_id, owner_id, language, time_zone, attributes, consent, created_at)
  overriding system value
  select 1, n, 'p' || n || '@bench.example', 'p' || n || '@bench.example', (array['Ann', 'Rui', 'Vera', 'Jonas', 'Mira', 'Leo'])[1 + n % 6], 'Person ' || n % 5000,
    (array['Depot manager', 'Planner', 'Head of logistics', 'Editor', 'Analyst', 'Buyer', 'Office manager'])[1 + n % 7], 1 + n % ${Math.max(1, Math.round(count / 50))}, case when n % 3 = 0 then 1 + n % 5 end,
    (array['de', 'en', 'pt', null])[1 + n % 4], case when n % 2 = 0 then 'Europe/Berlin' end,
    jsonb_build_object('plan', (array['free', 'silver', 'gold', 'platinum'])[1 + n % 4], 'seats', n % 500, 'partner', n % 11 = 0, 'city', 'City ' || n % 300, 'renewal', ($2::timestamptz + make_interval(days => (n % 400)::int - 200))::date),
    (array['unknown', 'given', 'withdrawn'])[1 + n % 3], $2::timestamptz - make_interval(hours => (n % 20000)::int)
  from generate_series(1, $1::bigint) n`;

const messages = `
  insert into messages (workspace_id, id, lane_id, source_kind, source_id, recipient_kind, recipient_id, compiled_id, state, due_at, planned_at, accepted_at, ended_at, attempts)
  overriding system value
  select 1, ${messageId}, 1, 'campaign', k, 'contact', n, 1, case when ${isSent} then 'accepted' else 'dropped' end, ${sentAt}, ${sentAt}, case when ${isSent} then ${sentAt} end, ${sentAt}, 1 from (select k, n from ${source}) s`;

const engagements = `
  insert into engagements (workspace_id, message_id, contact_id, source_kind, source_id, opened_at, opened_class, machine_opened_at, opens, machine_opens, clicked_at, last_clicked_at, clicks, links, last_at, rules, revision)
  select 1, ${messageId}, n, 'campaign', k, case when ${isOpened} then ${openedAt} end, case when ${isOpened} then 'person' end, ${sentAt} + interval '1 minute', case when ${isOpened} then 3 else 0 end, 1,
    case when ${isClicked} then ${openedAt} end, case when ${isClicked} then ${lastAt} end, case when ${isClicked} then 1 else 0 end, case when ${isClicked} then '{0}'::int[] else '{}' end, case when ${isOpened} then ${lastAt} end, 1, 1
  from (select k, n from ${source}) s where ${isSent}`;

const habits = `
  insert into contact_habits (workspace_id, contact_id, marketing_sent_at, marketing_opened_at, marketing_clicked_at)
  select 1, n, $2::timestamptz - make_interval(days => 1, secs => n % 40000), max(${lastAt}) filter (where ${isOpened} and ${isSent}), max(${lastAt}) filter (where ${isClicked} and ${isSent})
  from (select n, k from ${source}) s group by n order by n`;

/** Five a mail: what became of it, then what was concluded from its hits. By campaign, so that each month's part is filled in turn. */
const events = `
  insert into events (workspace_id, at, kind, message_id, contact_id, source_kind, source_id, class, reason, rules, link, count)
  select 1, case j when 0 then ${sentAt} when 1 then ${sentAt} + interval '1 minute' else least(${openedAt} + make_interval(hours => j), $2::timestamptz) end,
    case when j = 0 then case when ${isSent} then 'message.accepted' else 'message.dropped' end when j = 4 and ${isClicked} then 'message.clicked' else 'message.opened' end,
    ${messageId}, n, 'campaign', k, case when j = 0 then null when ${isOpened} and j > 1 then 'person' else 'machine' end, case when j > 0 then 'a single look with an ordinary program' end, 1, case when j = 4 and ${isClicked} then 0 end, 1
  from (select $3::int as k, n from generate_series(1, $1::bigint) n) s, generate_series(0, 4) j`;

/** Fills the bench's own database. `say` hears how far it is. */
export async function fillWorld(db: Database, count: number, now: Date, say: (line: string) => void): Promise<void> {
  const client = await db.pool.connect();
  const run = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Record<string, string>[];
  try {
    // Rows point at rows made here: checking sixty million of them again would take longer than making them.
    await run('set synchronous_commit = off');
    await run('set session_replication_role = replica');
    await run(`set maintenance_work_mem = '512MB'`);
    await run(`insert into workspaces (workspace_id, name) overriding system value values (1, 'Bench')`);
    await run(`insert into members (workspace_id, id, email, name, team, role) overriding system value select 1, n, 'm' || n || '@bench.example', 'Member ' || n, 'both', 'member' from generate_series(1, 5) n`);
    await run(`insert into attribute_definitions (workspace_id, key, label, type) select 1, key, initcap(key), type from (values ('plan', 'text'), ('seats', 'number'), ('partner', 'boolean'), ('city', 'text'), ('renewal', 'date')) a (key, type)`);
    await run(`insert into companies (workspace_id, id, name) overriding system value select 1, n, 'Company ' || n from generate_series(1, $1::bigint) n`, [Math.max(1, Math.round(count / 50))]);
    await run(`insert into lists (workspace_id, id, name) overriding system value values (1, 1, 'Newsletter'), (1, 2, 'Partners')`);
    await run(`insert into servers (workspace_id, id, name, kind) overriding system value values (1, 1, 'Bench', 'local')`);
    await run(`insert into lanes (workspace_id, id, source_kind, source_id, server_id, purpose, team, state) overriding system value values (1, 1, 'campaign', 1, 1, 'marketing', 'marketing', 'closed')`);
    await run(`insert into compiled_emails (workspace_id, id, content, links) overriding system value values (1, 1, '{}', '[{"index":0,"target":"https://bench.example/","counts":true}]')`);
    await run('select ensure_month_partitions($1::date, $2::date)', [new Date(now.getTime() - 380 * 86_400_000), now]);
    const taken = await run(`
      select pg_get_indexdef(i.indexrelid) as define, i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relname = any($1) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`, [tables]);
    for (const { name } of taken) await run(`drop index ${name}`);
    const fill = async (what: string, text: string, values: unknown[] = []) => {
      const started = performance.now();
      await run(text, [count, now, ...values]);
      say(`segment: ${what} in ${Math.round((performance.now() - started) / 1000)} s`);
    };
    await fill('contacts', people(count));
    await run(`insert into list_members (workspace_id, list_id, contact_id) select 1, 1, n from generate_series(1, $1::bigint) n where n % 10 < 3`, [count]);
    await fill('messages', messages);
    await fill('engagements', engagements);
    await fill('habits', habits);
    for (let k = mailsEach; k > 0; k -= 1) await fill(`events of campaign ${k}`, events, [k]);
    const started = performance.now();
    for (const { define } of taken) await run(define!.replace(' ON ONLY ', ' ON '));
    say(`segment: ${taken.length} indexes in ${Math.round((performance.now() - started) / 1000)} s`);
    await run('vacuum (analyze)');
  } finally {
    client.release(true);
  }
}

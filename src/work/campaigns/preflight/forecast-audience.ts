import type { Queryable } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { canonicalPath, describeReason, judgeMessage, type MessageFacts, type PersonalValues, type WorkspaceRules } from '../../../delivery/messages/index.ts';
import { readSettings, type WorkspaceSettings } from '../../../people/workspaces/index.ts';
import type { Audience } from '../queries.ts';

// Whom a campaign would reach, judged by the gate's own rule. A million contacts are too many to judge
// one by one while somebody waits, and few of their facts decide: the database counts contacts alike in
// all that decides, and the gate judges each kind once.

export interface Forecast {
  listed: number;
  duplicates: number;
  excluded: number;
  audience: number;
  mailed: number;
  held: ReasonCount[];
  dropped: ReasonCount[];
}

export interface ReasonCount {
  reason: string;
  title: string;
  count: number;
}

export interface ForecastRequest {
  workspaceId: WorkspaceId;
  audience: Audience;
  purpose: 'marketing' | 'sales';
  /** Variables without a default; a contact who lacks one is held. */
  required: readonly string[];
  senderName: string;
  now: Date;
}

interface KindRow {
  has_address: boolean; suppression: string | null; consent: MessageFacts['consent']; zone: string | null;
  recent: Date[] | null; missing: string[]; count: number;
}

/** Counts an audience and judges it. Nothing is planned or locked. */
export async function forecastAudience(on: Queryable, request: ForecastRequest): Promise<Forecast> {
  const settings = await readSettings(on, request.workspaceId);
  const { listed, distinct, reached } = await countAudience(on, request);
  const kinds = await countKinds(on, request, settings);
  const forecast: Forecast = { listed, duplicates: listed - distinct, excluded: distinct - reached, audience: reached, mailed: 0, held: [], dropped: [] };
  const held = new Map<string, number>();
  const dropped = new Map<string, number>();
  for (const kind of kinds) {
    const verdict = judgeMessage(factsOf(kind, request, settings), request.now);
    if (verdict.verdict === 'send') forecast.mailed += kind.count;
    else add(verdict.verdict === 'hold' ? held : dropped, verdict.reason, kind.count);
  }
  return { ...forecast, held: listOf(held), dropped: listOf(dropped) };
}

async function countAudience(on: Queryable, { workspaceId, audience }: ForecastRequest): Promise<{ listed: number; distinct: number; reached: number }> {
  const { rows } = await on.query<{ listed: number; distinct: number; reached: number }>({
    name: 'campaigns.count-audience',
    text: `
      with members as (
        select m.contact_id, count(*) as times from list_members m
        where m.workspace_id = $1 and m.list_id = any($2::bigint[]) group by m.contact_id)
      select coalesce(sum(a.times), 0)::bigint as listed, count(*) as distinct,
        count(*) filter (where ${reachedSql('a.contact_id', '$3')}) as reached
      from members a join contacts c on c.workspace_id = $1 and c.id = a.contact_id and c.deleted_at is null`,
    values: [workspaceId, audience.lists, audience.excludeLists],
  });
  return rows[0]!;
}

const reachedSql = (contactId: string, excluded: string) =>
  `not exists (select from list_members x where x.workspace_id = $1 and x.list_id = any(${excluded}::bigint[]) and x.contact_id = ${contactId})`;

/** How many of the audience are alike in everything the gate looks at? Columns nobody's rule looks at are left out of the grouping. */
async function countKinds(on: Queryable, request: ForecastRequest, settings: WorkspaceSettings): Promise<KindRow[]> {
  const { frequency, quietHours } = settings;
  const perContact = request.required.flatMap((path) => {
    const sql = valueSql(canonicalPath(path));
    return sql === null ? [] : [{ path, sql }];
  });
  const attributePaths = perContact.map(({ path }) => canonicalPath(path).split('.').slice(2));
  const values: unknown[] = [request.workspaceId, request.audience.lists, request.audience.excludeLists, request.now, frequency?.days ?? 0];
  const missing = perContact.map(({ path, sql }, index) => {
    values.push(path);
    const pathParam = `$${values.length}::text`;
    if (!sql.includes('$path')) return `case when coalesce(btrim(${sql}), '') = '' then ${pathParam} end`;
    values.push(attributePaths[index]);
    return `case when coalesce(btrim(${sql.replace('$path', `$${values.length}::text[]`)}), '') = '' then ${pathParam} end`;
  });
  const { rows } = await on.query<KindRow>({
    text: `
      select c.email is not null as has_address, s.reason as suppression, c.consent,
        ${quietHours ? 'c.time_zone' : 'null::text'} as zone,
        ${frequency ? recentSql(frequency.max) : 'null::timestamptz[]'} as recent,
        array_remove(array[${missing.join(', ')}]::text[], null) as missing, count(*) as count
      from (select distinct m.contact_id from list_members m where m.workspace_id = $1 and m.list_id = any($2::bigint[])) a
      join contacts c on c.workspace_id = $1 and c.id = a.contact_id and c.deleted_at is null
      left join companies o on o.workspace_id = $1 and o.id = c.company_id
      left join suppressions s on s.workspace_id = $1 and s.lifted_at is null
        and s.address_hash = sha256(convert_to(c.email_key, 'UTF8'))
      where ${reachedSql('a.contact_id', '$3')} and $4::timestamptz is not null and $5::int is not null
      group by 1, 2, 3, 4, 5, 6`,
    values,
  });
  return rows;
}

/** Only who has had as many mails as the rule allows differs from the others; when exactly they may be written to again does not count. */
const recentSql = (max: number) => `
  (select case when count(*) >= ${Math.trunc(max)} then array_fill($4::timestamptz, array[count(*)::int]) end from touches t
   where t.workspace_id = $1 and t.contact_id = c.id and t.kind = 'message' and t.at > $4::timestamptz - make_interval(days => $5::int))`;

const contactColumns: Record<string, string> = {
  'contact.email': 'c.email', 'contact.first_name': 'c.first_name', 'contact.last_name': 'c.last_name',
  'contact.name': `c.first_name || ' ' || c.last_name`, 'contact.job_title': 'c.job_title', 'contact.phone': 'c.phone',
  'contact.language': 'c.language', 'company.name': 'o.name',
};

/** Where the database finds a variable's value; null when it is the same for everybody or known to nobody. */
function valueSql(path: string): string | null {
  return contactColumns[path] ?? (path.startsWith('contact.attributes.') ? 'c.attributes #>> $path' : null);
}

/** One contact who stands for all of a kind. */
function factsOf(kind: KindRow, request: ForecastRequest, settings: WorkspaceSettings): MessageFacts {
  return {
    purpose: request.purpose, recipientKind: 'contact', standing: 'live',
    address: kind.has_address ? 'somebody@example.com' : null,
    suppression: kind.suppression, consent: kind.consent, trackingRefused: false, timeZone: kind.zone,
    values: valuesOf(kind, request, settings), required: request.required, recentMails: kind.recent ?? [], inFlight: 0,
    expiresAt: null, contentProblem: null, rules: rulesOf(settings),
  };
}

function valuesOf(kind: KindRow, { required, senderName }: ForecastRequest, settings: WorkspaceSettings): PersonalValues {
  const missing = new Set(kind.missing);
  // Values of this message alone win over the contact's: whoever lacks nothing has "there" for everything of their own.
  const vars = Object.fromEntries(required.filter((path) => !missing.has(path) && valueSql(canonicalPath(path)) !== null).map((path) => [path, 'there']));
  return {
    contact: { email: '', first_name: '', last_name: '', name: '', job_title: '', phone: '', language: '', attributes: {} },
    company: { name: '' }, sender: { name: senderName }, workspace: { name: settings.name, postal_address: settings.postalAddress }, unsubscribe_url: 'x', vars,
  };
}

function rulesOf(settings: WorkspaceSettings): WorkspaceRules {
  return {
    needsConsent: settings.marketingNeedsConsent, frequency: settings.frequency,
    quiet: settings.quietHours, timeZone: settings.timeZone, holdExpiryDays: settings.holdExpiryDays, totalsOnly: settings.trackingMode === 'totals-only',
  };
}

function add(counts: Map<string, number>, reason: string, count: number): void {
  counts.set(reason, (counts.get(reason) ?? 0) + count);
}

function listOf(counts: ReadonlyMap<string, number>): ReasonCount[] {
  return [...counts].map(([reason, count]) => ({ reason, title: describeReason(reason), count })).toSorted((a, b) => b.count - a.count);
}

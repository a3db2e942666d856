import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import type { MessageFacts } from '../../../delivery/messages/index.ts';
import { missingSql, type AskedVariable } from '../preflight/asked-variables.ts';
import { sourceMasks, type Asked, type SourceMasks } from './membership-sql.ts';

// An audience counted by kind: contacts alike in everything that decides are one row.

export interface KindRow {
  /** Bits of the sources they are on, and of those that leave them out. */
  included: number;
  excluded: number;
  has_address: boolean;
  suppression: string | null;
  consent: MessageFacts['consent'];
  zone: string | null;
  /** Mails within the frequency rule's days, when they are as many as it allows; else null. */
  recent: number | null;
  /** How many mails they asked for at most, when they have had as many in the days they named; else null. */
  own_cap: number | null;
  /** They left the topic that is written about. */
  left_topic: boolean;
  /** The n-th bit says that the n-th required variable is missing. */
  missing: number;
  count: number;
}

export interface KindsAsked extends Asked {
  workspaceId: number;
  now: Date;
  /** Only this contact. */
  contactId?: number;
}

export interface Deciding {
  variables: readonly AskedVariable[];
  /** Whether zones decide: the timing or quiet hours go by the recipient's clock. */
  byZone: boolean;
  frequency: { max: number; days: number } | null;
  /** What is written about; null: nothing that people choose. */
  topicId: number | null;
}

export interface Counted<Row> {
  rows: Row[];
  masks: Pick<SourceMasks, 'included' | 'excluded'>;
}

/** Hashing a million ids within 4 MB goes over the disk in sixteen parts; compiling the plan takes longer than running it. */
const roomToWork = statement('campaigns.room-to-work', `select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
/** Addresses of the erased are known by their hash alone, and hashing a million addresses takes as long as all the rest. */
const whatIsThere = statement<{ erased: boolean; caps: boolean }>('campaigns.what-is-there', `
  select exists (select from suppressions where workspace_id = $1 and lifted_at is null and address is null) as erased,
    exists (select from mail_caps where workspace_id = $1) as caps`);

/** Lists are keyed by contact, as contacts are: walking the keys side by side takes a third of hashing a million of them. */
const walkKeys = statement('campaigns.walk-keys', `select set_config('enable_hashjoin', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`);

/** How many are on which sources? Ids alone are looked at, so that it is said before anything else is known. */
export async function countSources(db: Database, asked: KindsAsked): Promise<Counted<Pick<KindRow, 'included' | 'excluded' | 'count'>>> {
  return db.transaction(async (tx) => {
    await roomToWork.run(tx, []);
    if (asked.conditions === null) await walkKeys.run(tx, []);
    return count(tx, asked, { columns: '', joins: '', groups: '1, 2' }, [asked.workspaceId]);
  });
}

/** How many of an audience are alike in everything the gate looks at? What no rule looks at is left out of the grouping. */
export async function countKinds(db: Database, asked: KindsAsked, deciding: Deciding): Promise<Counted<KindRow>> {
  return db.transaction(async (tx) => {
    await roomToWork.run(tx, []);
    const { erased: byHash, caps } = await whatIsThere.one(tx, [asked.workspaceId], 'workspace');
    const values: unknown[] = [asked.workspaceId];
    const { variables, byZone, frequency, topicId } = deciding;
    const topic = topicId === null ? null : placeIn(values, topicId);
    const needsCompany = byZone || variables.some(({ sql }) => sql.startsWith('o.'));
    return count<KindRow>(tx, asked, {
      columns: `c.email is not null as has_address, ${byHash ? 'coalesce(s.reason, h.reason)' : 's.reason'} as suppression, c.consent,
        ${byZone ? 'coalesce(c.time_zone, o.time_zone)' : 'null::text'} as zone,
        ${frequency ? recentSql(frequency.max, placeIn(values, asked.now), placeIn(values, frequency.days)) : 'null::int'} as recent,
        ${caps ? ownCapSql(placeIn(values, asked.now)) : 'null::int'} as own_cap,
        ${topic ? 'q.topic_id is not null' : 'false'} as left_topic,
        ${missingSql(variables, (given) => placeIn(values, given))} as missing,`,
      joins: `${needsCompany ? 'left join companies o on o.workspace_id = $1 and o.id = c.company_id' : ''}
      ${topic ? `left join topic_choices q on q.workspace_id = $1 and q.contact_id = c.id and q.topic_id = ${topic} and q.choice = 'out'` : ''}
      ${caps ? 'left join mail_caps k on k.workspace_id = $1 and k.contact_id = c.id' : ''}
      left join suppressions s on s.workspace_id = $1 and s.lifted_at is null and s.address = c.email_key
      ${byHash ? `left join suppressions h on h.workspace_id = $1 and h.lifted_at is null and h.address is null and h.address_hash = sha256(convert_to(c.email_key, 'UTF8'))` : ''}`,
      groups: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10',
    }, values);
  });
}

const placeIn = (values: unknown[], given: unknown): string => `$${values.push(given)}`;

async function count<Row extends Record<string, unknown> | KindRow>(tx: Transaction, asked: KindsAsked, { columns, joins, groups }: { columns: string; joins: string; groups: string }, values: unknown[]): Promise<Counted<Row>> {
  const masks = sourceMasks(asked, (given) => placeIn(values, given));
  const { rows } = await tx.query<Row & Record<string, unknown>>({
    text: `
      select * from (
        select ${masks.includedSql} as included, ${masks.excludedSql} as excluded, ${columns} count(*) as count
        from contacts c
        ${masks.joins}
        ${joins}
        where c.workspace_id = $1 and c.deleted_at is null ${asked.contactId === undefined ? '' : `and c.id = ${placeIn(values, asked.contactId)}`} ${soleListSql(asked)}
        group by ${groups}) k
      ${asked.contactId === undefined ? 'where included <> 0' : ''}`,
    values,
  });
  return { rows, masks: { included: masks.included, excluded: masks.excluded } };
}

/** Of one list alone, the database need not look at anybody else. */
const soleListSql = ({ audience, contactId }: KindsAsked): string =>
  (contactId === undefined && audience.lists.length === 1 && audience.segments.length === 0 ? 'and l0.contact_id is not null' : '');

/** Only who has had as many mails as the rule allows differs from the others; when exactly they may be written to again does not count. */
const recentSql = (max: number, now: string, days: string) => `
  (select case when count(*) >= ${Math.trunc(max)} then count(*)::int end from touches t
   where t.workspace_id = $1 and t.contact_id = c.id and t.kind = 'message' and t.at > ${now}::timestamptz - make_interval(days => ${days}::int))`;

/** Few ask for fewer mails; only theirs are counted. */
const ownCapSql = (now: string) => `
  case when k.mails <= (select count(*) from touches t
    where t.workspace_id = $1 and t.contact_id = k.contact_id and t.kind = 'message' and t.at > ${now}::timestamptz - make_interval(days => k.days)) then k.mails end`;

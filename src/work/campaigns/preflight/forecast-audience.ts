import type { Database } from '../../../platform/db/index.ts';
import type { WorkspaceId } from '../../../platform/identity/index.ts';
import { describeReason, firstKnownZone, judgeMessage, type MessageFacts, type PersonalValues, type WorkspaceRules } from '../../../delivery/messages/index.ts';
import { readSettings, type WorkspaceSettings } from '../../../people/workspaces/index.ts';
import { countKinds, countSources, type Counted, type KindRow } from '../audience/count-kinds.ts';
import type { FrozenConditions } from '../audience/frozen-conditions.ts';
import { bitsOf, type Source } from '../audience/membership-sql.ts';
import type { ForecastView, SendTime } from '../contract.ts';
import type { Audience } from '../queries.ts';
import { dueTimes, isPast, type Timing } from '../timing/due-times.ts';
import { foretell, goesByRecipient, type TimetableRow } from '../timing/timetable.ts';
import { variablesOf, type AskedVariable } from './asked-variables.ts';

// Whom a campaign would reach, judged by the gate's own rule. A million contacts are too many to judge
// one by one while somebody waits, and few of their facts decide: the database counts contacts alike in
// all that decides, and the gate judges each kind once, at the time its mail would be due.

export interface Forecast {
  /** Rows on the lists and in the segments, before duplicates and exclusions are taken off. */
  listed: number;
  duplicates: number;
  excluded: number;
  audience: number;
  /** False: only counted; `mailed` is everybody, and nothing is known of holds and drops yet. */
  judged: boolean;
  mailed: number;
  held: ReasonCount[];
  dropped: ReasonCount[];
  /** How many are on each list and in each segment. */
  sources: (Source & { count: number })[];
  /** How many of those each exclusion leaves out. */
  leftOutBy: (Source & { count: number })[];
  /** Of the audience, who is past their local time when it begins. */
  past: number;
  /** When how many fall due; empty for a campaign that goes at once. */
  timetable: TimetableRow[];
}

export interface ReasonCount {
  reason: string;
  title: string;
  count: number;
}

export interface ForecastRequest {
  workspaceId: WorkspaceId;
  audience: Audience;
  /** What its segments say; null: it has none. */
  conditions: FrozenConditions | null;
  purpose: 'marketing' | 'sales';
  /** Variables without a default; a contact who lacks one is held. */
  required: readonly string[];
  senderName: string;
  /** What is written about; left out: nothing that people choose. */
  topicId?: number | null;
  sendTime: SendTime;
  /** When it begins, and for which day; left out: now. */
  begins?: { at: Date; day: string | null };
  now: Date;
}

export const noForecast: Forecast = {
  listed: 0, duplicates: 0, excluded: 0, audience: 0, judged: false, mailed: 0, held: [], dropped: [], sources: [], leftOutBy: [], past: 0, timetable: [],
};

/** As the API says it. */
export function presentForecast(forecast: Forecast): ForecastView {
  return { ...forecast, timetable: forecast.timetable.map(({ zone, atMs, count }) => ({ zone, at: new Date(atMs).toISOString(), count })) };
}

/** Counts an audience and judges it. Nothing is planned or locked. */
export async function forecastAudience(db: Database, request: ForecastRequest): Promise<Forecast> {
  const settings = await readSettings(db, request.workspaceId);
  const judging = judgingOf(request, settings);
  const byZone = goesByRecipient(request.sendTime) || settings.quietHours !== null;
  const counted = await countKinds(db, { ...request, asOf: request.now }, { variables: judging.variables, byZone, frequency: settings.frequency, topicId: request.topicId ?? null });
  const forecast: Forecast = { ...sumSources(counted), judged: true, mailed: 0, past: 0, timetable: [] };
  const held = new Map<string, number>();
  const dropped = new Map<string, number>();
  const perZone = new Map<string, number>();
  for (const kind of counted.rows) {
    if (kind.excluded !== 0) continue;
    const zone = firstKnownZone(kind.zone, settings.timeZone);
    add(perZone, zone, kind.count);
    if (isPast(judging.timing, zone)) forecast.past += kind.count;
    const verdict = judgeKind(kind, judging);
    if (verdict.verdict === 'send') forecast.mailed += kind.count;
    else add(verdict.verdict === 'hold' ? held : dropped, verdict.reason, kind.count);
  }
  const timetable = request.sendTime.kind === 'at-once' ? [] : foretell(judging.timing, judging.due, perZone);
  return { ...forecast, timetable, held: listOf(held), dropped: listOf(dropped) };
}

/** Counts an audience alone: said at once, while its judgement is still being made. */
export async function countForecast(db: Database, request: Pick<ForecastRequest, 'workspaceId' | 'audience' | 'conditions' | 'now'>): Promise<Forecast> {
  const sums = sumSources(await countSources(db, { ...request, asOf: request.now }));
  return { ...sums, judged: false, mailed: sums.audience, past: 0, timetable: [] };
}

function sumSources({ rows, masks }: Counted<Pick<KindRow, 'included' | 'excluded' | 'count'>>): Omit<Forecast, 'judged' | 'mailed' | 'past' | 'timetable'> {
  const sums = { listed: 0, duplicates: 0, excluded: 0, audience: 0, held: [], dropped: [] };
  const sources = masks.included.map((source) => ({ ...source, count: 0 }));
  const leftOutBy = masks.excluded.map((source) => ({ ...source, count: 0 }));
  for (const { included, excluded, count } of rows) {
    const on = bitsOf(included);
    for (const place of on) sources[place]!.count += count;
    for (const place of bitsOf(excluded)) leftOutBy[place]!.count += count;
    sums.listed += on.length * count;
    sums.duplicates += (on.length - 1) * count;
    sums[excluded === 0 ? 'audience' : 'excluded'] += count;
  }
  return { ...sums, sources, leftOutBy };
}

export interface Judging {
  request: ForecastRequest;
  settings: WorkspaceSettings;
  variables: readonly AskedVariable[];
  timing: Timing;
  due: ReturnType<typeof dueTimes>;
}

export function judgingOf(request: ForecastRequest, settings: WorkspaceSettings): Judging {
  const timing: Timing = {
    sendTime: request.sendTime, beginsMs: (request.begins?.at ?? request.now).getTime(), day: request.begins?.day ?? null, workspaceZone: firstKnownZone(settings.timeZone),
  };
  return { request, settings, variables: variablesOf(request.required), timing, due: dueTimes(timing) };
}

/** The gate's verdict of contacts of a kind, at the time the first of their mails would be due. */
export const judgeKind = (kind: KindRow, judging: Judging): ReturnType<typeof judgeMessage> =>
  judgeMessage(factsOf(kind, judging), new Date(judging.due(firstKnownZone(kind.zone, judging.settings.timeZone), 0)));

/** One contact who stands for all of a kind. */
function factsOf(kind: KindRow, judging: Judging): MessageFacts {
  const { request, settings } = judging;
  return {
    purpose: request.purpose, recipientKind: 'contact', standing: 'live',
    address: kind.has_address ? 'somebody@example.com' : null,
    // Due times lie within the window.
    suppression: kind.suppression, consent: kind.consent, trackingRefused: false, timeZone: kind.zone, companyZone: null, window: null,
    values: valuesOf(kind, judging), required: request.required, inFlight: 0,
    leftTopic: kind.left_topic, repliedSince: false, ownCap: kind.own_cap === null ? null : { max: kind.own_cap, days: 1, inFlight: kind.own_cap, recentMails: [] },
    recentMails: Array.from({ length: kind.recent ?? 0 }, () => request.now),
    mailbox: null, expiresAt: null, contentProblem: null, rules: rulesOf(settings),
  };
}

function valuesOf(kind: KindRow, { request: { senderName }, settings, variables }: Judging): PersonalValues {
  // Values of this message alone win over the contact's: whoever lacks nothing has "there" for everything of their own.
  const vars = Object.fromEntries(variables.filter((_, index) => (kind.missing & 2 ** index) === 0).map(({ path }) => [path, 'there']));
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

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function listOf(counts: ReadonlyMap<string, number>): ReasonCount[] {
  return [...counts].map(([reason, count]) => ({ reason, title: describeReason(reason), count })).toSorted((a, b) => b.count - a.count);
}

import type { Behaviour, BehaviourRule } from '../condition/condition.ts';
import { periodFrom } from '../condition/day-bounds.ts';
import type { Compiling } from './predicate.ts';

// What a contact did. Without a campaign one row of contact_habits knows it (what was done last, by team); with one,
// the engagements of that campaign's messages do.

export type HabitTree = { habit: BehaviourRule } | { not: HabitTree } | { all: HabitTree[] } | { any: HabitTree[] };

/** Can contact_habits alone answer it? */
export const hasHabit = (rule: BehaviourRule): boolean => rule.campaignId === undefined && rule.sinceCampaignId === undefined;

const habitColumns: Record<Behaviour, string> = { 'opened': 'opened_at', 'clicked': 'clicked_at', 'replied': 'replied_at', 'was-sent': 'sent_at', 'unsubscribed': 'unsubscribed_at' };
const habitColumn = ({ team, what }: BehaviourRule): string => `${team ?? 'last'}_${habitColumns[what]}`;

/**
 * All of it by one look at a contact's row. Somebody without a row did nothing yet: where that fits the condition, the
 * question is turned round, so that PostgreSQL joins either way (semi-join or anti-join).
 */
export function habitSql(tree: HabitTree, compiling: Compiling): string {
  const { alias, workspace } = compiling;
  const row = (sql: string) => `exists (select from contact_habits h where h.workspace_id = ${workspace} and h.contact_id = ${alias}.id and ${sql})`;
  return fitsNobody(tree) ? `not ${row(`not ${habitExpression(tree, compiling)}`)}` : row(habitExpression(tree, compiling));
}

function habitExpression(tree: HabitTree, compiling: Compiling): string {
  if ('not' in tree) return `(not ${habitExpression(tree.not, compiling)})`;
  if ('all' in tree) return `(${tree.all.map((part) => habitExpression(part, compiling)).join(' and ') || 'true'})`;
  if ('any' in tree) return `(${tree.any.map((part) => habitExpression(part, compiling)).join(' or ') || 'false'})`;
  const column = `h.${habitColumn(tree.habit)}`;
  const from = periodFrom(tree.habit, compiling.now, compiling.world.timeZone);
  const did = from === null ? `(${column} is not null)` : `coalesce(${column} >= ${compiling.value(from)}::timestamptz, false)`;
  return tree.habit.did === 'did' ? did : `(not ${did})`;
}

/** Is it true of somebody who never did anything? */
function fitsNobody(tree: HabitTree): boolean {
  if ('not' in tree) return !fitsNobody(tree.not);
  if ('all' in tree) return tree.all.every(fitsNobody);
  if ('any' in tree) return tree.any.some(fitsNobody);
  return tree.habit.did === 'did-not';
}

/** A rule about one campaign's mail, or about what happened since it went out. */
export function behaviourSql(rule: BehaviourRule, compiling: Compiling): string {
  const did = rule.sinceCampaignId !== undefined ? sinceCampaignSql(rule, rule.sinceCampaignId, compiling)
    : rule.what === 'was-sent' ? wasSentSql(rule.campaignId!, periodFrom(rule, compiling.now, compiling.world.timeZone), compiling)
      : engagedSql(rule, compiling);
  return rule.did === 'did' ? did : `not ${did}`;
}

/** By messages_once, which holds one for a contact: a campaign has a single step. */
const messagesOf = (campaignId: number, { alias, workspace, value }: Compiling): string =>
  `m.workspace_id = ${workspace} and m.source_kind = 'campaign' and m.source_id = ${value(campaignId)}::bigint and m.step = 0 and m.recipient_kind = 'contact' and m.recipient_id = ${alias}.id and m.state = 'accepted'`;

const wasSentSql = (campaignId: number, from: Date | null, compiling: Compiling): string =>
  `exists (select from messages m where ${messagesOf(campaignId, compiling)}${from === null ? '' : ` and m.accepted_at >= ${compiling.value(from)}::timestamptz`})`;

const sinceCampaignSql = (rule: BehaviourRule, campaignId: number, compiling: Compiling): string =>
  `exists (select from messages m where ${messagesOf(campaignId, compiling)} and ${sinceMessage(rule)})`;

/** What was sent since is another mail: the campaign's own does not count. */
const sinceMessage = (rule: BehaviourRule): string =>
  `exists (select from contact_habits h where h.workspace_id = m.workspace_id and h.contact_id = m.recipient_id and h.${habitColumn(rule)} ${rule.what === 'was-sent' ? '>' : '>='} m.accepted_at)`;

/**
 * "Was sent this campaign, and did (not) ... since": asked together where both stand in one `all`, because a campaign's
 * messages may be a million and are then read once (at 1,000,000 contacts half the time, 2026-11-24).
 */
export function sentAndSinceSql(sent: BehaviourRule, since: readonly BehaviourRule[], compiling: Compiling): string {
  const marks = since.map((rule) => ` and ${rule.did === 'did' ? '' : 'not '}${sinceMessage(rule)}`);
  return `exists (select from messages m where ${messagesOf(sent.campaignId!, compiling)}${marks.join('')})`;
}

/** Asks only whether a campaign went out to them, whenever. */
export const asksSent = (rule: BehaviourRule): boolean => rule.what === 'was-sent' && rule.did === 'did' && rule.campaignId !== undefined && rule.withinDays === undefined && rule.since === undefined;

/** Of an engagement: the mark that it happened at all, and the last time it did. */
const marks: Record<Exclude<Behaviour, 'was-sent'>, { did: string; last: string }> = {
  opened: { did: 'opened_at', last: 'greatest(e.opened_at, e.last_at, e.replied_at)' },
  clicked: { did: 'clicked_at', last: 'greatest(e.clicked_at, e.last_clicked_at)' },
  replied: { did: 'replied_at', last: 'e.replied_at' },
  unsubscribed: { did: 'unsubscribed_at', last: 'e.unsubscribed_at' },
};

function engagedSql(rule: BehaviourRule, compiling: Compiling): string {
  const { alias, workspace, value } = compiling;
  const mark = marks[rule.what as keyof typeof marks];
  const from = periodFrom(rule, compiling.now, compiling.world.timeZone);
  const wanted = [
    `e.workspace_id = ${workspace}`, `e.contact_id = ${alias}.id`, `e.source_kind = 'campaign'`, `e.source_id = ${value(rule.campaignId)}::bigint`, `e.${mark.did} is not null`,
    ...(from === null ? [] : [`${mark.last} >= ${value(from)}::timestamptz`]),
    ...(rule.link === undefined ? [] : [linkSql(rule.link, workspace, value)]),
  ];
  return `exists (select from engagements e where ${wanted.join(' and ')})`;
}

/** An engagement keeps the numbers of its links; their addresses stand in what was compiled. */
const linkSql = (link: string, workspace: string, value: Compiling['value']): string => `exists (
  select from messages m join compiled_emails k on k.workspace_id = m.workspace_id and k.id = m.compiled_id
  cross join lateral jsonb_array_elements(k.links) l (link)
  where m.workspace_id = ${workspace} and m.id = e.message_id and l.link ->> 'target' = ${value(link)}::text and (l.link ->> 'index')::int = any(e.links))`;

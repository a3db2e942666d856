import type { AttributeRule, BehaviourRule, Condition } from '../condition/condition.ts';
import { attributeKeyOf } from '../condition/fields.ts';
import type { ConditionWorld } from '../condition/world.ts';

// A condition asked of one contact in plain code, from facts as they are: what the compiled SQL must agree with.

export interface Mail {
  campaignId: number | null;
  team: 'sales' | 'marketing';
  /** Null: it never went out. */
  sentAt: number | null;
  /** Every open, click (link number) and reply, in milliseconds. */
  opens: number[];
  clicks: { at: number; link: number }[];
  repliedAt: number | null;
  unsubscribedAt: number | null;
}

export interface Person {
  id: number;
  fields: Record<string, string | null>;
  createdAt: number;
  attributes: Record<string, string | number | boolean>;
  companyId: number | null;
  ownerId: number | null;
  consent: 'unknown' | 'given' | 'withdrawn';
  lists: number[];
  mails: Mail[];
}

export interface Known {
  world: ConditionWorld;
  now: Date;
  /** Addresses of the links that mails have, by number. */
  links: readonly string[];
}

export function fits(condition: Condition, person: Person, known: Known): boolean {
  if ('all' in condition) return condition.all.every((part) => fits(part, person, known));
  if ('any' in condition) return condition.any.some((part) => fits(part, person, known));
  if ('not' in condition) return !fits(condition.not, person, known);
  switch (condition.rule) {
    case 'attribute': return attributeFits(condition, person, known);
    case 'behaviour': return behaved(condition, person, known) === (condition.did === 'did');
    case 'consent': return condition.states.includes(person.consent) === (condition.op === 'in');
    case 'list': return condition.ids.some((id) => person.lists.includes(id)) === (condition.op === 'in');
    case 'company': return oneOf(condition, person.companyId);
    case 'owner': return oneOf(condition, person.ownerId);
    case 'segment': return fits(known.world.segments.get(condition.id)!.condition, person, known) === (condition.op === 'in');
  }
}

function oneOf(rule: { op: string; ids?: number[] }, id: number | null): boolean {
  if (rule.op === 'is-set') return id !== null;
  if (rule.op === 'is-not-set') return id === null;
  return (id !== null && rule.ids!.includes(id)) === (rule.op === 'in');
}

function attributeFits(rule: AttributeRule, person: Person, known: Known): boolean {
  const value = valueOf(rule.field, person, known);
  switch (rule.op) {
    case 'is-set': return value !== null;
    case 'is-not-set': return value === null;
    case 'is': return lower(value) === rule.value.toLowerCase();
    case 'is-not': return lower(value) !== rule.value.toLowerCase();
    case 'contains': return lower(value)?.includes(rule.value.toLowerCase()) ?? false;
    case 'contains-not': return !(lower(value)?.includes(rule.value.toLowerCase()) ?? false);
    case 'starts-with': return lower(value)?.startsWith(rule.value.toLowerCase()) ?? false;
    case 'any-of': return value !== null && oneOfTexts(value, rule.values);
    case 'none-of': return value === null || !oneOfTexts(value, rule.values);
    case 'is-true': return value === true;
    case 'is-false': return value === false;
    case 'equals': return value === rule.value;
    case 'equals-not': return value !== rule.value;
    case 'less': return typeof value === 'number' && value < rule.value;
    case 'greater': return typeof value === 'number' && value > rule.value;
    case 'between': return typeof value === 'number' && value >= rule.from && value <= rule.to;
    case 'before': return typeof value === 'string' && value < rule.value;
    case 'after': return typeof value === 'string' && value > rule.value;
    case 'in-last': return typeof value === 'string' && value >= today(known, -rule.days) && value <= today(known, 0);
    case 'in-next': return typeof value === 'string' && value >= today(known, 0) && value <= today(known, rule.days);
  }
}

const oneOfTexts = (value: unknown, values: readonly string[]): boolean => values.some((each) => each.toLowerCase() === String(value).toLowerCase());
const lower = (value: unknown): string | null => (typeof value === 'string' ? value.toLowerCase() : null);

function valueOf(field: string, person: Person, { world }: Known): string | number | boolean | null {
  const key = attributeKeyOf(field);
  if (key !== undefined) return person.attributes[key] ?? null;
  if (field === 'createdAt') return zoned(person.createdAt, world).toPlainDate().toString();
  if (field === 'companyName') return person.companyId === null ? null : world.companies.get(person.companyId)!.name;
  return person.fields[field] || null;
}

const zoned = (at: number, world: ConditionWorld) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(world.timeZone);
const today = ({ now, world }: Known, moved: number): string => zoned(now.getTime(), world).toPlainDate().add({ days: moved }).toString();

function behaved(rule: BehaviourRule, person: Person, known: Known): boolean {
  const from = rule.withinDays !== undefined ? today(known, -rule.withinDays) : rule.since;
  const mails = person.mails.filter((mail) => (rule.campaignId === undefined || mail.campaignId === rule.campaignId) && (rule.team === undefined || mail.team === rule.team));
  const times = mails.flatMap((mail) => timesOf(rule, mail, known));
  if (rule.sinceCampaignId !== undefined) {
    const sent = person.mails.filter((mail) => mail.campaignId === rule.sinceCampaignId && mail.sentAt !== null).map((mail) => mail.sentAt!);
    return sent.some((at) => times.some((time) => (rule.what === 'was-sent' ? time > at : time >= at)));
  }
  return times.some((at) => from === undefined || zoned(at, known.world).toPlainDate().toString() >= from);
}

/** When it happened, each time. A click and a reply tell of an open. */
function timesOf({ what, link }: BehaviourRule, mail: Mail, known: Known): number[] {
  const replied = mail.repliedAt === null ? [] : [mail.repliedAt];
  switch (what) {
    case 'was-sent': return mail.sentAt === null ? [] : [mail.sentAt];
    case 'opened': return [...mail.opens, ...mail.clicks.map(({ at }) => at), ...replied];
    case 'clicked': return link === undefined || mail.clicks.some((click) => known.links[click.link] === link) ? mail.clicks.map(({ at }) => at) : [];
    case 'replied': return replied;
    case 'unsubscribed': return mail.unsubscribedAt === null ? [] : [mail.unsubscribedAt];
  }
}

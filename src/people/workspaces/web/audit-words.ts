import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import { auditActions } from './audit-actions.ts';

/** `member.password-link-made` reads "Member: password link made"; one of another version, from before or after, is spelled out. */
export function actionWords(action: string): string {
  if (Object.hasOwn(auditActions, action)) return t(auditActions[action]!);
  const [subject = '', what = ''] = action.split('.', 2);
  const words = `${subject}: ${what}`.replaceAll('-', ' ');
  return words[0] ? words[0].toUpperCase() + words.slice(1) : action;
}

export const outcomeWords = { started: phrase('Cut off, or under way'), done: phrase('Done'), refused: phrase('Refused'), failed: phrase('Failed') } as const;

const names: Readonly<Record<string, Phrase>> = {
  name: phrase('name'),
  role: phrase('role'),
  team: phrase('team'),
  address: phrase('address'),
  changed: phrase('changed'),
  scopes: phrase('scopes'),
  host: phrase('host'),
  domain: phrase('domain'),
  version: phrase('version'),
  count: phrase('how many'),
  added: phrase('added'),
  paused: phrase('paused'),
  archived: phrase('put away'),
  decision: phrase('decision'),
  through: phrase('through'),
  by: phrase('by'),
  provider: phrase('provider'),
  to: phrase('to'),
  at: phrase('when'),
  serverId: phrase('server'),
  mailboxId: phrase('mailbox'),
  domainId: phrase('domain'),
  messageId: phrase('message'),
  emailId: phrase('email'),
  dailyLimit: phrase('a day at most'),
  removedSecondFactor: phrase('second factor removed'),
  editedRevision: phrase('revision edited'),
  clientId: phrase('client'),
  email: phrase('address'),
};
const values: Readonly<Record<string, Phrase>> = {
  'command line': phrase('command line'),
  'demo door': phrase('demo door'),
  'the person, on the preference page': phrase('the person, on the preference page'),
  'owner': phrase('owner'),
  'manager': phrase('manager'),
  'member': phrase('member'),
  'viewer': phrase('viewer'),
  'sales': phrase('sales'),
  'marketing': phrase('marketing'),
  'both': phrase('both'),
  'true': phrase('yes'),
  'false': phrase('no'),
};
const nameOf = (name: string): string => (Object.hasOwn(names, name) ? t(names[name]!) : name);

/** A value in a few words; an object as `max 3, days 7`. */
function short(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('nothing');
  if (Array.isArray(value)) return value.map(short).join(', ');
  return typeof value === 'object' ? Object.entries(value).map(([name, inner]) => `${nameOf(name)} ${short(inner)}`).join(', ') : Object.hasOwn(values, String(value)) ? t(values[String(value)]!) : String(value);
}

const isChange = (value: unknown): value is { from: unknown; to: unknown } => typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

/** What an entry tells beyond who and what: `role: member, now manager`. What did not change is left out. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail).flatMap(([name, value]) => {
    if (!isChange(value)) return [`${nameOf(name)}: ${short(value)}`];
    return short(value.from) === short(value.to) ? [] : [t('{name}: {before}, now {after}', { name: nameOf(name), before: short(value.from), after: short(value.to) })];
  }).join(' · ');
}

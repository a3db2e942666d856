import { phrase, t } from '../../../platform/ui/words.ts';
/** `member.password-link-made` reads "Member: password link made". */
export function actionWords(action: string): string {
  const [subject = '', what = ''] = action.split('.', 2);
  const words = `${subject}: ${what}`.replaceAll('-', ' ');
  return words[0] ? words[0].toUpperCase() + words.slice(1) : action;
}

export const outcomeWords = { started: phrase('Cut off, or under way'), done: phrase('Done'), refused: phrase('Refused'), failed: phrase('Failed') } as const;

/** A value in a few words; an object as `max 3, days 7`. */
function short(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('nothing');
  if (Array.isArray(value)) return value.map(short).join(', ');
  return typeof value === 'object' ? Object.entries(value).map(([name, inner]) => `${name} ${short(inner)}`).join(', ') : String(value);
}

const isChange = (value: unknown): value is { from: unknown; to: unknown } => typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

/** What an entry tells beyond who and what: `role: member, now manager`. What did not change is left out. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail).flatMap(([name, value]) => {
    if (!isChange(value)) return [`${name}: ${short(value)}`];
    return short(value.from) === short(value.to) ? [] : [t('{name}: {before}, now {after}', { name, before: short(value.from), after: short(value.to) })];
  }).join(' · ');
}

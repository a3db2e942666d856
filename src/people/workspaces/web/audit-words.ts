/** `member.password-link-made` reads "Member: password link made". */
export function actionWords(action: string): string {
  const [subject = '', what = ''] = action.split('.', 2);
  const words = `${subject}: ${what}`.replaceAll('-', ' ');
  return words[0] ? words[0].toUpperCase() + words.slice(1) : action;
}

export const outcomeWords = { started: 'Cut off, or under way', done: 'Done', refused: 'Refused', failed: 'Failed' } as const;

const short = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What an entry tells beyond who and what: `role: member, now manager`. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail).map(([name, value]) => {
    if (Array.isArray(value) && value.length === 2) return value[0] === value[1] ? `${name}: ${short(value[0])}` : `${name}: ${short(value[0])}, now ${short(value[1])}`;
    return `${name}: ${Array.isArray(value) ? value.map(short).join(', ') : short(value)}`;
  }).join(' · ');
}

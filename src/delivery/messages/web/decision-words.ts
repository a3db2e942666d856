import { tn } from '../../../platform/ui/words.ts';

export type Decision = 'accepted' | 'resend';

/** "3 mails taken as accepted, 1 was settled meanwhile". */
export function saidOf(decision: Decision, decided: number, settled: number): string {
  const done = decision === 'accepted' ? tn(decided, '{count} mail taken as accepted', '{count} mails taken as accepted') : tn(decided, '{count} mail goes out again', '{count} mails go out again');
  return settled === 0 ? done : tn(settled, '{done}, {count} was settled meanwhile', '{done}, {count} were settled meanwhile', { done });
}

import { tn } from '../../../platform/ui/words.ts';

export type Decision = 'accepted' | 'resend';

/** "3 mails taken as accepted, 1 was settled meanwhile". */
export function saidOf(decision: Decision, decided: number, settled: number): string {
  const done = `${tn(decided, '{count} mail', '{count} mails')} ${decision === 'accepted' ? 'taken as accepted' : decided === 1 ? 'goes out again' : 'go out again'}`;
  return settled === 0 ? done : `${done}, ${settled} ${settled === 1 ? 'was' : 'were'} settled meanwhile`;
}

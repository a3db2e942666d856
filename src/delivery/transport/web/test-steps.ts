import type { z } from 'zod';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { ServerView, serverTest } from '../contract.ts';

export type ServerTest = z.infer<typeof serverTest>;
type Step = ServerTest['steps'][number]['step'];

export const stepNames: Record<Step, Phrase> = {
  resolve: phrase('Find the server'), connect: phrase('Connect'), greeting: phrase('Be greeted'), hello: phrase('Introduce ourselves'), encrypt: phrase('Encrypt'), login: phrase('Sign in'), sender: phrase('Be accepted as sender'),
};

export interface ShownStep {
  step: Step;
  name: string;
  /** `waiting` before the first try, `unreached` behind the step that failed. */
  verdict: 'done' | 'failed' | 'waiting' | 'unreached';
  words: string | null;
}

/** All steps a server is tried in, in their order, with what the last try said of each. */
export function stepsOf(server: Pick<ServerView, 'security' | 'username'>, test: ServerTest | null): ShownStep[] {
  return plannedSteps(server).map((step) => {
    const said = test?.steps.find((one) => one.step === step);
    const verdict = said ? (said.ok ? 'done' : 'failed') : test ? 'unreached' : 'waiting';
    return { step, name: t(stepNames[step]), verdict, words: said?.words ?? null };
  });
}

/** With TLS from the start the line is encrypted before anybody speaks; STARTTLS comes after the introduction. */
function plannedSteps({ security, username }: Pick<ServerView, 'security' | 'username'>): Step[] {
  return [
    'resolve', 'connect', ...(security === 'tls' ? ['encrypt' as const] : []), 'greeting', 'hello',
    ...(security === 'starttls' ? ['encrypt' as const] : []), ...(username ? ['login' as const] : []), 'sender',
  ];
}

/** Where the last try ended, for a line: "Worked", "Failed: Sign in". */
export function outcomeOf(test: ServerTest): string {
  const failed = test.steps.find((step) => !step.ok);
  return test.ok ? t('Worked') : failed ? t('Failed: {step}', { step: t(stepNames[failed.step]) }) : t('Failed');
}

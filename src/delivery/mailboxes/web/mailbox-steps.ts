import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { MailboxAccount, MailboxStep, MailboxTest } from '../contract.ts';

type Half = MailboxStep['half'];
export const stepNames: Record<Half, Partial<Record<MailboxStep['step'], Phrase>>> = {
  outgoing: {
    resolve: phrase('Find the server for sending'), connect: phrase('Connect to send'), greeting: phrase('Be greeted'), hello: phrase('Introduce ourselves'),
    encrypt: phrase('Encrypt what is sent'), login: phrase('Sign in to send'), sender: phrase('Be accepted as sender'),
  },
  incoming: {
    resolve: phrase('Find the server for reading'), connect: phrase('Connect to read'), encrypt: phrase('Encrypt what is read'), login: phrase('Sign in to read'), folders: phrase('Find the folders'),
  },
};

export interface ShownStep {
  key: string;
  name: string;
  verdict: 'done' | 'failed' | 'trying' | 'waiting' | 'unreached';
  words: string | null;
}

/** What is known of one half so far: nothing, under way, or its answer. */
export type HalfTest = MailboxTest | 'trying' | null;

/** All steps of an account in their order, with what is known of each by now. */
export function stepsOf(account: Pick<MailboxAccount, 'outgoing' | 'incoming'>, tests: Record<Half, HalfTest>): ShownStep[] {
  return (['outgoing', 'incoming'] as const).flatMap((half) => plannedSteps(half, account[half].security).map((step) => {
    const test = tests[half];
    const said = test === 'trying' ? undefined : test?.steps.find((one) => one.half === half && one.step === step);
    const unsaid = test === 'trying' ? 'trying' : test ? 'unreached' : 'waiting';
    return { key: `${half} ${step}`, name: t(stepNames[half][step]!), verdict: said ? (said.ok ? 'done' : 'failed') : unsaid, words: said && !said.ok ? said.words : null };
  }));
}

/** With TLS from the start a line is encrypted before anybody speaks. */
function plannedSteps(half: Half, security: 'none' | 'starttls' | 'tls'): MailboxStep['step'][] {
  if (half === 'incoming') return ['resolve', 'connect', ...(security === 'none' ? [] : ['encrypt' as const]), 'login', 'folders'];
  return ['resolve', 'connect', ...(security === 'tls' ? ['encrypt' as const] : []), 'greeting', 'hello', ...(security === 'starttls' ? ['encrypt' as const] : []), 'login', 'sender'];
}

/** One test of both halves, taken apart. */
export const halvesOf = (test: MailboxTest | null): Record<Half, HalfTest> => ({ outgoing: halfOf(test, 'outgoing'), incoming: halfOf(test, 'incoming') });

function halfOf(test: MailboxTest | null, half: Half): HalfTest {
  if (!test) return null;
  const steps = test.steps.filter((step) => step.half === half);
  return { ok: steps.every((step) => step.ok), steps };
}

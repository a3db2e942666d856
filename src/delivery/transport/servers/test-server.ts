import type { z } from 'zod';
import { keep, phrase, tell, type Phrase } from '../../../platform/words/contract.ts';
import type { testStep } from '../contract.ts';
import { expect, openWire, type SmtpOptions } from '../smtp/connection.ts';
import { SmtpProblem, type SmtpStage } from '../smtp/problem.ts';

export type TestStep = z.infer<typeof testStep>;

const doneWords: Record<string, Phrase> = {
  resolve: phrase('The name leads to an address.'),
  connect: phrase('The server can be reached.'),
  greeting: phrase('It greets as a mail server.'),
  hello: phrase('It takes our greeting.'),
  encrypt: phrase('The connection is encrypted, and the certificate is good.'),
  login: phrase('User name and password are accepted.'),
  sender: phrase('It accepts the sender.'),
};

/** Tries a server step by step up to accepting the sender; sends nothing. The last step of a failed try says why. */
export async function tryServer(options: SmtpOptions, from: string): Promise<{ ok: boolean; steps: TestStep[] }> {
  const { ok, steps } = await tryToKeep(options, from);
  return { ok, steps: tellSteps(steps) };
}

/** The same with kept sentences for words, to be told to whoever looks at the try later. */
export async function tryToKeep(options: SmtpOptions, from: string): Promise<{ ok: boolean; steps: TestStep[] }> {
  const steps: TestStep[] = [];
  const done = (stage: SmtpStage) => {
    if (stage === 'login' && !options.login) return;
    steps.push({ step: stage as TestStep['step'], ok: true, words: keep(doneWords[stage]!) });
  };
  try {
    const wire = await openWire({ ...options, timeouts: { connect: 10_000, command: 20_000, content: 20_000 }, onStage: done });
    try {
      wire.write(`MAIL FROM:<${from}>\r\n`);
      expect(await wire.read('sender', wire.timeouts.command), 'sender', [250]);
      done('sender');
    } finally {
      wire.quit();
    }
    return { ok: true, steps };
  } catch (error) {
    if (!(error instanceof SmtpProblem)) throw error;
    steps.push({ step: error.stage as TestStep['step'], ok: false, words: error.kept });
    return { ok: false, steps };
  }
}

/** A try as its reader is told of it. */
export const tellSteps = <S extends { words: string }>(steps: readonly S[]): S[] => steps.map((step) => ({ ...step, words: tell(step.words) }));

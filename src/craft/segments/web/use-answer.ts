import { useEffect, useId, useState } from 'react';
import type { z } from 'zod';
import { toProblem, type ApiProblem } from '../../../platform/ui/api-problem.ts';
import { call } from '../../../platform/ui/call.ts';
import { askCondition, schemaVersion, type Condition } from '../contract.ts';

export type Answer = z.output<typeof askCondition.response>;

export interface Asked {
  /** The last answer there was; of an earlier condition while `counting`. */
  answer: Answer | undefined;
  counting: boolean;
  problem: ApiProblem | undefined;
}

const pauseMs = 300;
const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');

/** Counts a condition a moment after it stopped changing. A newer question ends the one before, also in the database. */
export function useAnswer(condition: Condition | undefined, segmentId: number | undefined): Asked {
  const [asked, setAsked] = useState<Asked>({ answer: undefined, counting: false, problem: undefined });
  const screen = `${tab} ${useId()}`;
  const text = condition === undefined ? undefined : JSON.stringify(condition);
  useEffect(() => {
    if (text === undefined) return;
    const gone = new AbortController();
    setAsked((before) => ({ ...before, counting: true }));
    const timer = setTimeout(() => {
      call(askCondition, { body: { version: schemaVersion, condition: JSON.parse(text) as Condition, segmentId, screen } }, { signal: gone.signal })
        .then((answer) => setAsked({ answer, counting: false, problem: undefined }))
        .catch((error: unknown) => { if (!gone.signal.aborted) setAsked({ answer: undefined, counting: false, problem: toProblem(error as Error) }); });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [text, segmentId, screen]);
  return asked;
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { call } from '../../../platform/ui/call.ts';
import { refresh } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { listUnknownMessages, resolveUnknownMessage, type MessageStanding } from '../contract.ts';
import { saidOf, type Decision } from './decision-words.ts';

/** Carries a decision out for one message after the other; those that something settled meanwhile are left as they are. */
export function useDecide(onDone: () => void): { busy: boolean; decide: (messages: readonly MessageStanding[], decision: Decision) => Promise<void> } {
  const client = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const decide = async (messages: readonly MessageStanding[], decision: Decision): Promise<void> => {
    setBusy(true);
    let decided = 0;
    try {
      for (const { id } of messages) if (await decideOne(id, decision)) decided += 1;
      toast.say(saidOf(decision, decided, messages.length - decided));
      onDone();
    } catch (error) {
      toast.problem(error);
    } finally {
      setBusy(false);
      await refresh(client, listUnknownMessages);
    }
  };
  return { busy, decide };
}

async function decideOne(messageId: number, decision: Decision): Promise<boolean> {
  try {
    await call(resolveUnknownMessage, { params: { messageId }, body: { decision } });
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'not_unknown') return false;
    throw error;
  }
}

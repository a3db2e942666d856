import { useState } from 'react';
import { useAction } from '../../../platform/ui/queries.ts';
import { tryMailboxIncoming, tryMailboxOutgoing } from '../contract.ts';
import { accountBody, type AccountDraft } from './account-draft.ts';
import type { HalfTest } from './mailbox-steps.ts';

type Tests = Record<'outgoing' | 'incoming', HalfTest>;

/** Tries both ways of an account at once; each is shown as its answer comes. `run` answers whether both work. */
export function useAccountTest(): { tests: Tests; run: (draft: AccountDraft) => Promise<boolean> } {
  const [tests, setTests] = useState<Tests>({ outgoing: null, incoming: null });
  const outgoing = useAction(tryMailboxOutgoing, { quiet: true });
  const incoming = useAction(tryMailboxIncoming, { quiet: true });
  const run = async (draft: AccountDraft): Promise<boolean> => {
    const body = { ...accountBody(draft), password: draft.password || null };
    setTests({ outgoing: 'trying', incoming: 'trying' });
    const half = async (name: keyof Tests, action: typeof outgoing | typeof incoming) => {
      const test = await action.mutateAsync({ body });
      setTests((before) => ({ ...before, [name]: test }));
      return test.ok;
    };
    try {
      return (await Promise.all([half('outgoing', outgoing), half('incoming', incoming)])).every(Boolean);
    } catch (error) {
      setTests({ outgoing: null, incoming: null });
      throw error;
    }
  };
  return { tests, run };
}

export interface Reach {
  /** Whether the database answered when last asked. */
  readonly ok: boolean;
  /** Says that it did not. Asks again until it does. */
  lost(error: unknown): void;
  close(): Promise<void>;
}

const askEveryMs = 250;

/** Remembers whether the database can be reached, and finds out when it is back. Calls back at each change only. */
export function startReach(options: { ask: () => Promise<unknown>; onLost: (error: unknown) => void; onBack: () => void }): Reach {
  let ok = true;
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> | undefined;
  let closed = false;
  const ask = async () => {
    const answered = await options.ask().then(() => true, () => false);
    if (closed) return;
    if (!answered) return again();
    ok = true;
    options.onBack();
  };
  const again = () => void (timer = setTimeout(() => { asking = ask(); }, askEveryMs));
  return {
    get ok() { return ok; },
    lost(error) {
      if (!ok || closed) return;
      ok = false;
      options.onLost(error);
      again();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await asking;
    },
  };
}

import type { Channel, Listener } from '../listen/index.ts';

export interface Loop {
  /** Runs it once more as soon as it may. */
  wake(): void;
  /** Lets the run under way finish, then ends. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  name: string;
  /** Looks again after this long without a wake, milliseconds. */
  everyMs: number;
  /** Does what there is to do; answers true when there is more to do at once. */
  run: (signal: AbortSignal) => Promise<boolean>;
  /** Notices that wake it early. */
  wakeOn?: { listener: Listener; channels: Channel[] };
  onError: (error: unknown) => void;
}

const afterErrorMs = 1000;

/** Runs `run` over and over, one at a time: at once while there is more, else on a wake or after `everyMs`. */
export function startLoop(options: LoopOptions): Loop {
  const stopping = new AbortController();
  let wakeUp: (() => void) | undefined;
  let woken = false;
  const wake = () => {
    woken = true;
    wakeUp?.();
  };
  const endings = (options.wakeOn?.channels ?? []).map((channel) => options.wakeOn!.listener.on(channel, wake));

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopping.signal.aborted) wakeUp();
    });

  const finished = (async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      let more = false;
      let waitMs = options.everyMs;
      try {
        more = await options.run(stopping.signal);
      } catch (error) {
        if (!stopping.signal.aborted) options.onError(error);
        woken = false;
        waitMs = afterErrorMs;
      }
      if (!more && !stopping.signal.aborted) await pause(waitMs);
      wakeUp = undefined;
    }
  })();

  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      for (const end of endings) end();
      await finished;
    },
  };
}

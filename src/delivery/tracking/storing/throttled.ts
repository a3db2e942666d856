/**
 * Gathers values and hands them on, at once when it has been quiet and else every `everyMs`, one call at a time.
 * What `send` throws is passed over: it only hurries others who would look by themselves.
 */
export function throttled<Value>(everyMs: number, send: (values: Set<Value>) => Promise<unknown>): ((values: readonly Value[]) => void) & { close(): Promise<void> } {
  let gathered = new Set<Value>();
  let running: Promise<void> | null = null;
  let closed = false;
  let hurry: () => void = () => {};
  const run = async () => {
    while (gathered.size > 0) {
      const values = gathered;
      gathered = new Set();
      await send(values).catch(() => {});
      if (!closed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMs);
          hurry = () => { clearTimeout(timer); resolve(); };
        });
      }
    }
    running = null;
  };
  const gather = (values: readonly Value[]) => {
    for (const value of values) gathered.add(value);
    if (gathered.size > 0) running ??= run();
  };
  return Object.assign(gather, {
    async close() {
      closed = true;
      hurry();
      await running;
    },
  });
}

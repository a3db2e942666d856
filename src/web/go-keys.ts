// G, then a letter, goes somewhere. A second's patience, then the G is forgotten.

const patienceMs = 1200;

/**
 * Turns key presses into destinations: feed it letters, it answers the second one's target.
 * `taken` says that the key belongs to the pair, so nobody else should act on it.
 */
export function createGoKeys(targets: ReadonlyMap<string, string>): (key: string, nowMs: number) => { taken: boolean; go: string | null } {
  let waitingSince: number | null = null;
  return (key, nowMs) => {
    const waiting = waitingSince !== null && nowMs - waitingSince <= patienceMs;
    waitingSince = null;
    if (waiting) return { taken: true, go: targets.get(key.toLowerCase()) ?? null };
    if (key.toLowerCase() !== 'g') return { taken: false, go: null };
    waitingSince = nowMs;
    return { taken: true, go: null };
  };
}

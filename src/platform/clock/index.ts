// Time is an argument. Only this file and the tests' clocks know where it comes from.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until moved: for tests, simulations and the demo. */
export function movableClock(start: Date | string): Clock & { moveTo(at: Date | string): void; advanceMs(ms: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    moveTo: (to) => { at = new Date(to).getTime(); },
    advanceMs: (ms) => { at += ms; },
  };
}

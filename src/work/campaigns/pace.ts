/** What the last minute brought in answers, accepted and refused alike. */
export interface LastMinute {
  answered: number;
  /** The first of them; null: there is none. */
  firstAt: Date | null;
  /** Whether there were any in the minute before. */
  wasGoing: boolean;
}

const minuteMs = 60_000;
/** A rate over less than that says more about the first batch than about the hours to come. */
const leastMs = 20_000;

/** Messages a minute; null as long as that is still being measured. */
export function perMinute({ answered, firstAt, wasGoing }: LastMinute, now: Date): number | null {
  if (wasGoing || firstAt === null) return answered;
  const spanMs = now.getTime() - firstAt.getTime();
  return spanMs < leastMs ? null : answered * minuteMs / spanMs;
}

import { createHash, type Hash } from 'node:crypto';

// Watches a simulation from outside: goes by what happened and by wall clocks, never by what the product believes.

const hourMs = 3_600_000;

// A formatter costs a thousand times what it does.
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockIn(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', hour12: false }));
  return clock;
}

export interface MailSeen {
  person: number;
  step: number;
  atMs: number;
  zone: string;
  /** At least so long after the last touch. */
  gapMs: number;
}

/** Keeps what happened to each person, and says of every mail what it breaks. */
export class Witness {
  readonly violations: string[] = [];
  mails = 0;
  readonly #endedAt = new Map<number, string>();
  readonly #awayUntil = new Map<number, number>();
  readonly #got = new Set<string>();
  readonly #lastTouch = new Map<number, number>();
  readonly #log: Hash = createHash('sha256');

  ended(person: number, why: string): void {
    if (!this.#endedAt.has(person)) this.#endedAt.set(person, why);
  }

  away(person: number, untilMs: number): void {
    if (!this.#endedAt.has(person)) this.#awayUntil.set(person, Math.max(untilMs, this.#awayUntil.get(person) ?? 0));
  }

  touched(person: number, atMs: number): void {
    this.#lastTouch.set(person, atMs);
  }

  sees({ person, step, atMs, zone, gapMs }: MailSeen): void {
    this.mails += 1;
    this.#log.update(`${person} ${step} ${atMs}\n`);
    const broken = (what: string) => this.violations.push(`person ${person}, step ${step}, ${new Date(atMs).toISOString()} in ${zone}: ${what}`);
    const ended = this.#endedAt.get(person);
    if (ended !== undefined) broken(`a mail after: ${ended}`);
    if (atMs < (this.#awayUntil.get(person) ?? 0)) broken('a mail while away');
    if (this.#got.has(`${person} ${step}`)) broken('a second mail of one step');
    this.#got.add(`${person} ${step}`);
    const local = clockIn(zone).format(atMs);
    const hour = Number(/\d+/.exec(local)?.[0]);
    if (/^(Sat|Sun)/.test(local) || hour < 9 || hour >= 17) broken(`outside the window: ${local}`);
    const last = this.#lastTouch.get(person);
    // A day may be an hour shorter when clocks go forward.
    if (last !== undefined && atMs - last < gapMs - hourMs) broken(`only ${((atMs - last) / hourMs).toFixed(1)} hours after the last touch`);
    this.#lastTouch.set(person, atMs);
  }

  /** The same for the same mails at the same times. */
  digest(): string {
    return this.#log.copy().digest('hex').slice(0, 16);
  }
}

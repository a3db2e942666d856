import { advance, answerStep, hear, newEnrolment, type Advanced, type Enrolment } from '../moves/advance.ts';
import { splitStanding, type EnrolmentEvent } from '../moves/enrolment.ts';
import type { Facts, OpenMessage } from '../moves/next-move.ts';
import { step as stepSchema, type Step, type StepInput } from '../moves/steps.ts';
import { dayBegins, withinWindow } from '../moves/wait-time.ts';
import { Agenda, chanceFrom } from './chance.ts';
import { Witness } from './witness.ts';

// Months of a sequence in seconds: the pure part of the product over a store in memory, with a clock that is moved
// and chance from a seed. What is judged is what left, by a witness who knows nothing of enrolments.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Forty zones: every whole hour but two, odd offsets, both hemispheres, changes of clocks in autumn and in spring. */
export const zones = [
  'Europe/London', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Athens', 'Europe/Moscow', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles',
  'America/Anchorage', 'Pacific/Honolulu', 'America/Halifax', 'America/St_Johns', 'America/Sao_Paulo', 'America/Santiago', 'America/Asuncion', 'America/Bogota', 'Atlantic/Azores', 'Atlantic/Cape_Verde',
  'Africa/Lagos', 'Africa/Cairo', 'Africa/Nairobi', 'Africa/Casablanca', 'Asia/Dubai', 'Asia/Tehran', 'Asia/Kabul', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Kathmandu',
  'Asia/Dhaka', 'Asia/Bangkok', 'Asia/Shanghai', 'Asia/Tokyo', 'Australia/Adelaide', 'Australia/Sydney', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati',
] as const;

const office = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' as const };
const mail = (id: number, under: StepInput['under'] = null): StepInput => ({ id, kind: 'mail', emailId: 1, under });
const wait = (id: number, amount: number, unit: 'working-days' | 'hours' = 'working-days'): StepInput => ({ id, kind: 'wait', amount, unit });
const steps: readonly Step[] = ([
  mail(1), wait(2, 2), mail(3), wait(4, 3), { id: 5, kind: 'branch', asks: 'opened', of: 3 }, mail(6, { branch: 5, arm: 'yes' }), { id: 7, kind: 'call', title: 'Ring', under: { branch: 5, arm: 'no' } },
  wait(8, 48, 'hours'), mail(9), wait(10, 4), mail(11), wait(12, 5), mail(13),
] satisfies StepInput[]).map((one) => stepSchema.parse(one));
/** The least time before each mail since the last touch. */
const gaps: Readonly<Record<number, number>> = { 1: 0, 3: 2 * dayMs, 6: 3 * dayMs, 9: 48 * hourMs, 11: 4 * dayMs, 13: 5 * dayMs };

/** Where enrolments and their open messages are kept: arrays here, tables in the worker. */
export interface Store {
  read(person: number): { enrolment: Enrolment; message: OpenMessage | null };
  write(person: number, enrolment: Enrolment, message: OpenMessage | null): void;
}

function storeInMemory(): Store {
  const kept: { enrolment: Enrolment; message: OpenMessage | null }[] = [];
  return { read: (person) => kept[person]!, write: (person, enrolment, message) => void (kept[person] = { enrolment, message }) };
}

type Happening =
  | { what: 'enrol'; person: number }
  | { what: 'look'; person: number }
  | { what: 'call-made'; person: number }
  | { what: 'hand-over'; person: number; message: OpenMessage }
  | { what: 'heard'; person: number; event: EnrolmentEvent; untilMs?: number };

export interface SimulationResult {
  seed: number;
  enrolments: number;
  zones: number;
  days: number;
  mails: number;
  /** Happenings by name, and how enrolments stand at the end. */
  heard: Record<string, number>;
  standing: Record<string, number>;
  violations: string[];
  /** The same for the same mails at the same times. */
  digest: string;
}

export interface SimulationOptions {
  enrolments: number;
  seed: number;
  days?: number;
}

/** Plays a sequence over so many days from Monday, 28 September 2026, through the autumn's changes of clocks. */
export function simulateSequences({ enrolments, seed, days = 90 }: SimulationOptions): SimulationResult {
  const world = new World(seed, storeInMemory());
  const begins = Date.parse('2026-09-28T00:00:00Z');
  for (let person = 0; person < enrolments; person++) world.agenda.put(begins + Math.floor(world.chance() * 25 * dayMs), { what: 'enrol', person });
  world.run(begins + days * dayMs);
  const standing: Record<string, number> = {};
  for (const person of world.people) count(standing, world.store.read(person).enrolment.standing);
  return { seed, enrolments, zones: zones.length, days, mails: world.witness.mails, heard: world.heard, standing, violations: world.witness.violations, digest: world.witness.digest() };
}

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

class World {
  readonly agenda = new Agenda<Happening>();
  readonly witness = new Witness();
  readonly people = new Set<number>();
  readonly heard: Record<string, number> = {};
  readonly chance: () => number;
  readonly store: Store;
  readonly #opened = new Set<number>();

  constructor(seed: number, store: Store) {
    this.chance = chanceFrom(seed);
    this.store = store;
  }

  run(untilMs: number): void {
    for (let next = this.agenda.take(); next && next.atMs <= untilMs; next = this.agenda.take()) this.#happen(next.what, next.atMs);
  }

  #happen(happening: Happening, atMs: number): void {
    const { person } = happening;
    if (happening.what === 'heard') return this.#hear(person, happening.event, atMs, happening.untilMs);
    if (happening.what === 'enrol') {
      this.people.add(person);
      this.store.write(person, newEnrolment(atMs), null);
      return this.#look(person, atMs);
    }
    if (happening.what === 'look') return this.#look(person, atMs);
    if (happening.what === 'hand-over') return this.#handOver(person, happening.message, atMs);
    const { enrolment } = this.store.read(person);
    const made = answerStep(enrolment, 'done', atMs);
    if (made) this.witness.touched(person, atMs);
    this.#apply(person, made, atMs);
  }

  #look(person: number, atMs: number): void {
    // Twice the program stands still: half a day, and four days over a weekend. All that was due then is due at once.
    const stands = standstills.find(([from, until]) => atMs >= from && atMs < until);
    if (stands) return this.agenda.put(stands[1], { what: 'look', person });
    const { enrolment, message } = this.store.read(person);
    // An earlier look than this one may have changed the plan.
    if (enrolment.lookAtMs === null || enrolment.lookAtMs > atMs) return;
    this.#apply(person, advance(enrolment, steps, this.#facts(person, message), atMs), atMs);
  }

  #facts(person: number, message: OpenMessage | null): Facts {
    const zone = zoneOf(person);
    return { stop: null, message, memberLeft: false, hasMailbox: true, zone, windowZone: zone, window: office, engaged: () => ({ opened: this.#opened.has(person), clicked: false }) };
  }

  /** What the worker does in one transaction. */
  #apply(person: number, advanced: Advanced | null, atMs: number): void {
    if (!advanced) return;
    const { enrolment, plan, cancel } = advanced;
    let { message } = this.store.read(person);
    if (cancel && message?.state === 'planned') message = { ...message, state: 'cancelled' };
    if (plan) {
      message = { state: 'planned', dueAtMs: plan.dueAtMs, endedAtMs: null, reason: null, bounced: false };
      this.agenda.put(Math.max(plan.dueAtMs, atMs), { what: 'hand-over', person, message });
    }
    this.store.write(person, enrolment, enrolment.openStep === null || enrolment.standing === 'waiting-member' ? null : message);
    if (enrolment.lookAtMs !== null) this.agenda.put(Math.max(enrolment.lookAtMs, atMs), { what: 'look', person });
    if (enrolment.standing === 'waiting-member') this.agenda.put(atMs + Math.floor(this.chance() * 6 * hourMs), { what: 'call-made', person });
  }

  /** The sender: what is still planned goes, within the window, now and then after a hold. */
  #handOver(person: number, planned: OpenMessage, atMs: number): void {
    const { enrolment, message } = this.store.read(person);
    if (message !== planned || message.state !== 'planned') return;
    const zone = zoneOf(person);
    const held = this.chance() < 0.1 ? Math.floor(this.chance() * 10 * hourMs) : 0;
    const goesAt = withinWindow(office, zone, atMs + held);
    if (goesAt > atMs) return this.agenda.put(goesAt, { what: 'hand-over', person, message: planned });
    const step = enrolment.openStep!;
    this.witness.sees({ person, step, atMs, zone, gapMs: gaps[step] ?? 0 });
    this.store.write(person, enrolment, { ...message, state: 'accepted', endedAtMs: atMs });
    if (this.chance() < 0.45) this.#opened.add(person);
    this.#answer(person, atMs);
  }

  /** What comes back: at any hour, also while the program stands still or the next mail is on its way. */
  #answer(person: number, atMs: number): void {
    const roll = this.chance();
    const later = (most: number) => atMs + Math.floor(this.chance() ** 2 * most);
    const event = answers.find(([below]) => roll < below)?.[1];
    if (event === 'went-away') {
      const days = 1 + Math.floor(this.chance() * 25);
      const back = new Date(atMs + days * dayMs).toISOString().slice(0, 10);
      return this.agenda.put(atMs + Math.floor(this.chance() * 60_000), { what: 'heard', person, event, untilMs: dayBegins(back, zoneOf(person))! });
    }
    if (event) this.agenda.put(later(event === 'bounced' ? dayMs : 6 * dayMs), { what: 'heard', person, event });
    // Somebody in the house pauses a few and lets them go on another day.
    if (this.chance() < 0.03) {
      const from = later(3 * dayMs);
      this.agenda.put(from, { what: 'heard', person, event: 'paused' });
      this.agenda.put(from + Math.floor(this.chance() * 5 * dayMs), { what: 'heard', person, event: 'resumed' });
    }
  }

  #hear(person: number, event: EnrolmentEvent, atMs: number, untilMs: number | undefined): void {
    const { enrolment } = this.store.read(person);
    count(this.heard, event);
    if (stopping.has(event)) this.witness.ended(person, event);
    // Who was paused by a member goes on when the member says so, and not when they are back.
    if (event === 'went-away' && untilMs !== undefined && untilMs > atMs && splitStanding(enrolment.standing).reason !== 'by-hand') this.witness.away(person, untilMs);
    this.#apply(person, hear(enrolment, event, { nowMs: atMs, untilMs: untilMs ?? null }), atMs);
  }
}

const zoneOf = (person: number): string => zones[person % zones.length]!;
const stopping: ReadonlySet<EnrolmentEvent> = new Set(['replied', 'bounced', 'opted-out', 'meeting-booked', 'ended']);
/** Of a hundred mails: answers, bounces, opt-outs, meetings and people away. */
const answers: readonly [number, EnrolmentEvent][] = [[0.06, 'replied'], [0.08, 'bounced'], [0.1, 'opted-out'], [0.11, 'meeting-booked'], [0.17, 'went-away'], [0.175, 'ended']];
const standstills: readonly [number, number][] = [
  [Date.parse('2026-10-14T06:00:00Z'), Date.parse('2026-10-14T18:00:00Z')], [Date.parse('2026-10-23T12:00:00Z'), Date.parse('2026-10-27T15:00:00Z')],
];

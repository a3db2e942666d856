import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { advance, answerStep, hear, newEnrolment, resume, type Enrolment } from './advance.ts';
import { aheadMs, nextMove, type Facts, type OpenMessage } from './next-move.ts';
import { findFlaw, nextStep, step as stepSchema, type Done, type Step, type StepInput } from './steps.ts';
import { waitEnds, withinWindow } from './wait-time.ts';

const office = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' as const };
const steps = (...given: StepInput[]): Step[] => given.map((one) => stepSchema.parse(one));
const mail = (id: number, more: object = {}): StepInput => ({ id, kind: 'mail', emailId: 1, ...more });
const wait = (id: number, amount: number, unit: 'hours' | 'working-days' = 'working-days'): StepInput => ({ id, kind: 'wait', amount, unit });
const facts = (more: Partial<Facts> = {}): Facts => ({
  stop: null, message: null, memberLeft: false, hasMailbox: true, zone: 'UTC', windowZone: 'UTC', window: office, engaged: () => ({ opened: false, clicked: false }), ...more,
});
const message = (more: Partial<OpenMessage> = {}): OpenMessage => ({ state: 'planned', dueAtMs: 0, endedAtMs: null, reason: null, bounced: false, ...more });
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().replace(':00.000Z', 'Z');

// Daylight saving: the local times of the reference, reached by waiting a working day.
const clocks: [zone: string, from: string, until: string][] = [
  ['Europe/London', '2026-03-28T01:30Z', '2026-03-29T01:30Z'],
  ['America/New_York', '2026-03-07T07:30Z', '2026-03-08T07:30Z'],
  ['America/New_York', '2026-10-31T05:30Z', '2026-11-01T05:30Z'],
  ['Asia/Kathmandu', '2026-11-23T03:15Z', '2026-11-24T03:15Z'],
];
for (const [zone, from, until] of clocks) {
  test(`a day after ${from} in ${zone} is ${until}`, () => {
    assert.equal(iso(waitEnds(at(from), { amount: 1, unit: 'working-days' }, zone, [1, 2, 3, 4, 5, 6, 7])), until);
  });
}

test('nine on Friday and a working day is nine on Monday, also over a change of clocks', () => {
  assert.equal(iso(waitEnds(at('2026-03-27T09:00Z'), { amount: 1, unit: 'working-days' }, 'Europe/London', office.weekdays)), '2026-03-30T08:00Z');
  assert.equal(iso(waitEnds(at('2026-03-27T09:00Z'), { amount: 30, unit: 'hours' }, 'Europe/London', office.weekdays)), '2026-03-28T15:00Z');
});

test('a wait runs from when the mail was really accepted, and the follow-up keeps to the window', () => {
  const all = steps(mail(1), wait(2, 2), mail(3));
  const sent: Enrolment = { ...newEnrolment(at('2026-11-23T08:00Z')), openStep: 1 };
  const { enrolment, plan } = advance(sent, all, facts({ message: message({ state: 'accepted', endedAtMs: at('2026-11-26T16:30Z') }) }), at('2026-11-26T16:31Z'));
  assert.equal(plan, null);
  assert.deepEqual([iso(enrolment.nextAtMs!), enrolment.why, iso(enrolment.lookAtMs! + aheadMs)], ['2026-11-30T16:30Z', 'wait', '2026-11-30T16:30Z']);
  const due = advance(enrolment, all, facts(), enrolment.lookAtMs!);
  assert.deepEqual(due.plan, { step: 3, dueAtMs: at('2026-11-30T16:30Z') });
});

test('after an outage one mail goes, and the next waits its full time', () => {
  const all = steps(mail(1), wait(2, 1), mail(3), wait(4, 1), mail(5));
  const path: Done[] = [{ step: 1, atMs: at('2026-11-02T10:00Z'), outcome: 'sent' }];
  const late = at('2026-11-24T11:00Z');
  const { enrolment, plan } = advance({ ...newEnrolment(0), path }, all, facts(), late);
  assert.deepEqual(plan, { step: 3, dueAtMs: late });
  const after = advance(enrolment, all, facts({ message: message({ state: 'accepted', endedAtMs: late }) }), late + 1000);
  assert.deepEqual([after.plan, iso(after.enrolment.nextAtMs!)], [null, '2026-11-25T11:00Z']);
});

test('a branch goes by what was done until the wait was over, and each arm is for its own', () => {
  const all = steps(mail(1), wait(2, 1), { id: 3, kind: 'branch', asks: 'opened', of: 1 }, { ...mail(4), under: { branch: 3, arm: 'yes' } } as StepInput, { id: 5, kind: 'call', title: 'Ring', under: { branch: 3, arm: 'no' } }, mail(6));
  const start: Enrolment = { ...newEnrolment(0), path: [{ step: 1, atMs: at('2026-11-23T10:00Z'), outcome: 'sent' }] };
  const now = at('2026-11-24T10:00Z');
  assert.equal(advance(start, all, facts({ engaged: () => ({ opened: true, clicked: false }) }), now).plan?.step, 4);
  const cold = advance(start, all, facts(), now);
  assert.deepEqual([cold.enrolment.standing, cold.enrolment.openStep], ['waiting-member', 5]);
  const rung = answerStep(cold.enrolment, 'done', now)!;
  assert.equal(advance(rung.enrolment, all, facts(), now).plan?.step, 6);
});

test('a running sequence may be edited: places before are passed by, what was taken out is not waited for', () => {
  const path: Done[] = [{ step: 1, atMs: 0, outcome: 'sent' }, { step: 2, atMs: 0, outcome: 'waited' }];
  assert.equal(nextStep(steps(mail(9), mail(1), wait(2, 1), mail(3)), path)?.id, 3);
  assert.equal(nextStep(steps(mail(1), mail(7), wait(8, 1)), path)?.id, 7);
  assert.equal(nextStep(steps(mail(3), mail(1)), [...path, { step: 3, atMs: 0, outcome: 'sent' }]), null);
});

test('steps that could not be followed are named', () => {
  assert.deepEqual(findFlaw(steps(mail(1), mail(1))), { at: 1, flaw: 'doubled' });
  assert.deepEqual(findFlaw(steps({ id: 1, kind: 'branch', asks: 'opened', of: 2 }, mail(2))), { at: 0, flaw: 'branch-without-mail' });
  assert.deepEqual(findFlaw(steps({ ...mail(1), under: { branch: 1, arm: 'yes' } } as StepInput)), { at: 0, flaw: 'arm-without-branch' });
  assert.deepEqual(findFlaw(steps(wait(1, 1))), { at: 0, flaw: 'empty' });
  assert.equal(findFlaw(steps(mail(1), { id: 2, kind: 'branch', asks: 'clicked', of: 1 }, { ...mail(3), under: { branch: 2, arm: 'no' } } as StepInput)), null);
});

const fates: [OpenMessage, string][] = [
  [message({ state: 'refused', bounced: true }), 'finished/bounced'], [message({ state: 'refused', reason: 'refused: 5.7.1' }), 'paused/not-sent'],
  [message({ state: 'dropped', reason: 'suppressed: unsubscribed' }), 'finished/opted-out'], [message({ state: 'dropped', reason: 'suppressed: bounced' }), 'finished/bounced'],
  [message({ state: 'dropped', reason: 'replied' }), 'finished/replied'], [message({ state: 'dropped', reason: 'erased' }), 'finished/removed'],
  [message({ state: 'dropped', reason: 'topic_left' }), 'finished/opted-out'], [message({ state: 'dropped', reason: 'held_too_long: frequency' }), 'paused/not-sent'],
  [message({ state: 'planned', reason: 'missing_variable: contact.first_name' }), 'paused/missing-value'], [message({ state: 'unknown' }), 'active'],
];
test('whatever became of the mail, the person stands where it says', () => {
  for (const [fate, standing] of fates) {
    const { enrolment, plan } = advance({ ...newEnrolment(0), openStep: 1 }, steps(mail(1), mail(2)), facts({ message: fate }), at('2026-11-24T10:00Z'));
    assert.deepEqual([enrolment.standing, plan], [standing, null], `${fate.state} ${fate.reason}`);
  }
});

test('somebody away is written to when they are back, within the window, and not before', () => {
  const back = at('2026-12-07T00:00Z');
  const away = hear({ ...newEnrolment(0), openStep: 1 }, 'went-away', { nowMs: at('2026-11-24T10:00Z'), untilMs: back })!;
  assert.deepEqual([away.enrolment.standing, away.cancel, away.enrolment.lookAtMs], ['paused/away', true, back]);
  const returned = advance(away.enrolment, steps(mail(1)), facts({ message: message({ state: 'cancelled' }) }), back);
  assert.equal(returned.enrolment.standing, 'active');
  assert.equal(iso(returned.enrolment.nextAtMs!), '2026-12-07T09:00Z');
  assert.equal(hear({ ...newEnrolment(0), standing: 'paused/by-hand' }, 'went-away', { nowMs: 0, untilMs: back }), null);
});

test('a mail that could not go is let be when somebody goes on; without a mailbox nothing is planned', () => {
  const stuck: Enrolment = { ...newEnrolment(0), standing: 'paused/not-sent', openStep: 1 };
  assert.deepEqual(resume(stuck, 5)?.enrolment.path, [{ step: 1, atMs: 5, outcome: 'skipped' }]);
  const none = advance(newEnrolment(0), steps(mail(1)), facts({ hasMailbox: false }), at('2026-11-24T10:00Z'));
  assert.deepEqual([none.enrolment.standing, none.plan], ['paused/mailbox', null]);
  assert.equal(advance(newEnrolment(0), steps(mail(1)), facts({ memberLeft: true }), at('2026-11-24T10:00Z')).enrolment.standing, 'paused/member-left');
});

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((_, index) => index % 10 === 0)];
const anyWindow = fc.record({
  fromMinute: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 15, max: 1380 }), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
}).map(({ fromMinute, length, weekdays }) => ({ fromMinute, untilMinute: (fromMinute + length) % 1440 || 1440, weekdays, clock: 'recipient' as const }));
const anyTime = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') });

test('whatever the zone, the window and the moment: a mail is planned within the window and never in the past', () => {
  fc.assert(fc.property(fc.constantFrom(...zones), anyWindow, anyTime, fc.integer({ min: 0, max: 400 }), (zone, window, nowMs, hoursAgo) => {
    const path: Done[] = [{ step: 1, atMs: nowMs - hoursAgo * 3_600_000, outcome: 'sent' }];
    const { plan, enrolment } = advance({ ...newEnrolment(0), path }, steps(mail(1), wait(2, 3), mail(3)), facts({ zone, windowZone: zone, window }), nowMs);
    const dueAtMs = plan?.dueAtMs ?? enrolment.nextAtMs!;
    assert.ok(dueAtMs >= nowMs && dueAtMs >= waitEnds(path[0]!.atMs, { amount: 3, unit: 'working-days' }, zone, window.weekdays));
    assert.equal(withinWindow(window, zone, dueAtMs), dueAtMs);
    if (plan) assert.ok(plan.dueAtMs <= nowMs + aheadMs);
    else assert.ok(enrolment.lookAtMs! > nowMs);
  }), { numRuns: 300 });
});

test('after a stop nothing moves, and no step is planned twice, whatever is heard in whatever order', () => {
  const events = ['paused', 'resumed', 'went-away', 'came-back', 'mail-went', 'mail-failed', 'member-left', 'handed-over', 'replied', 'opted-out', 'ended'] as const;
  const all = steps(mail(1), wait(2, 2, 'hours'), mail(3), { id: 4, kind: 'call', title: '' }, mail(5, { lookOver: true }), mail(6));
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...events), fc.constantFrom('look' as const, 'accept' as const, 'answer' as const)), { maxLength: 40 }), (happened) => {
    let enrolment = newEnrolment(at('2026-11-23T00:00Z'));
    let open = null as OpenMessage | null;
    const accepted: number[] = [];
    let nowMs = enrolment.enrolledAtMs;
    for (const what of happened) {
      nowMs += 5 * 3_600_000;
      if (what === 'accept') {
        if (open?.state === 'planned') {
          accepted.push(enrolment.openStep!);
          open = { ...open, state: 'accepted', endedAtMs: nowMs };
        }
        continue;
      }
      const ended: boolean = enrolment.standing.startsWith('finished/');
      const next = what === 'look' ? advance(enrolment, all, facts({ message: open }), nowMs)
        : what === 'answer' ? answerStep(enrolment, 'done', nowMs) : hear(enrolment, what, { nowMs, untilMs: nowMs + 3_600_000 });
      if (!next) continue;
      if (ended) assert.deepEqual([next.moves, next.plan], [[], null]);
      if (next.cancel && open?.state === 'planned') open = { ...open, state: 'cancelled' };
      if (next.plan) {
        assert.notEqual(open?.state, 'planned', 'one message at a time');
        open = message({ dueAtMs: next.plan.dueAtMs });
      } else if (next.enrolment.openStep === null || next.enrolment.standing === 'waiting-member') open = null;
      enrolment = next.enrolment;
      if (enrolment.standing.startsWith('finished/')) assert.notEqual(open?.state, 'planned', 'what was planned is taken back');
    }
    assert.equal(new Set(accepted).size, accepted.length);
  }), { numRuns: 500 });
});

test('nothing is asked of what is finished', () => {
  assert.equal(nextMove({ ...newEnrolment(0), standing: 'finished/replied' }, steps(mail(1)), facts({ stop: 'bounced' }), 0), null);
});

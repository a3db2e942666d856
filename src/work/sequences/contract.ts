import { z } from 'zod';
import { endpoint, fraction, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { says } from '../../platform/words/contract.ts';
import { step, steps } from './moves/steps.ts';

export { findFlaw, nextStep, step, steps, stepsAtMost, type Step, type StepFlaw, type StepInput } from './moves/steps.ts';
export { standings, type Standing } from './moves/enrolment.ts';

const named = z.object({ id, name: z.string() });
const line = (max: number) => z.string().max(max).refine((text) => !/[\r\n\0]/.test(text), says('One line, please: no line breaks.'));

/** When it mails and asks: hours of a day, weekdays (Monday 1), and by whose clock. */
export const sequenceWindow = z.object({
  fromMinute: z.number().int().min(0).max(1439), untilMinute: z.number().int().min(1).max(1440),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7), clock: z.enum(['recipient', 'workspace']),
}).refine(({ fromMinute, untilMinute }) => fromMinute < untilMinute, says('It ends before it begins.'));
export const officeHours = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' } as const;

const state = z.enum(['active', 'waiting-member', 'paused', 'finished']);
export type EnrolmentState = z.infer<typeof state>;

/** How many people stand where. */
const standing = z.object({ active: z.number().int(), waiting: z.number().int(), paused: z.number().int(), finished: z.number().int(), replied: z.number().int() });

export const sequence = z.object({
  id, name: z.string(), team: z.enum(['sales', 'marketing']), owner: named, shared: z.boolean(), version: z.number().int(), savedAt: instant.nullable(),
  window: sequenceWindow, stopOnColleague: z.boolean(), pausedAt: instant.nullable(), archivedAt: instant.nullable(), createdAt: instant,
  steps, people: standing,
  /** Of the one who asks. */
  mayChange: z.boolean(),
});
export type SequenceView = z.infer<typeof sequence>;
const sequenceSummary = sequence.omit({ steps: true, window: true }).extend({ stepCount: z.number().int(), rates: z.object({ open: fraction, reply: fraction }) });
export type SequenceSummary = z.infer<typeof sequenceSummary>;

/** One step with what came of its mail. Rates by the metric dictionary, both parts. */
const stepFigures = z.object({
  step: z.number().int(),
  /** Standing at it now: its wait under way, its mail out, a member asked. */
  here: z.number().int(),
  sent: z.number().int(), delivered: z.number().int(),
  open: fraction, openToClick: fraction, clickThrough: fraction, reply: fraction, positiveReply: fraction,
});
export type StepFigures = z.infer<typeof stepFigures>;

export const enrolment = z.object({
  id, sequence: named, contact: z.object({ id, name: z.string(), address: z.string().nullable(), company: z.string().nullable(), zone: z.string() }), member: named,
  state, reason: z.string().nullable(), detail: z.string().nullable(),
  /** The step that comes next or is open; null when it is finished. */
  step: z.object({ id: z.number().int(), kind: z.string(), place: z.number().int(), title: z.string() }).nullable(),
  nextAt: instant.nullable(),
  /** Why not before, for people. */
  why: z.string(),
  enrolledAt: instant, endedAt: instant.nullable(), lastTouchAt: instant.nullable(),
});
export type EnrolmentView = z.infer<typeof enrolment>;

const enrolled = z.object({
  enrolled: z.number().int(),
  leftOut: z.array(z.object({ reason: z.string(), title: z.string(), count: z.number().int() })),
});
export type EnrolledView = z.infer<typeof enrolled>;
const batch = enrolled.extend({ id, of: z.string(), looked: z.number().int(), createdAt: instant, finishedAt: instant.nullable() });

const tag = 'Sequences';
const one = z.object({ sequenceId: idParam });
const oneEnrolment = z.object({ enrolmentId: idParam });
const settings = z.object({
  name: line(200).refine((text) => text.trim() !== '', says('A name is needed.')), team: z.enum(['sales', 'marketing']), shared: z.boolean(), window: sequenceWindow, stopOnColleague: z.boolean(),
});

export const listSequences = endpoint({
  method: 'GET', path: '/sequences', tag, summary: 'Sequences, newest first',
  query: pageQuery.extend({ archived: z.enum(['true', 'false']).default('false'), search: z.string().max(200).optional() }), response: pageOf(sequenceSummary),
});
export const createSequence = endpoint({ method: 'POST', path: '/sequences', tag, summary: 'Begin a sequence, without steps', body: settings.partial().extend({ name: settings.shape.name }), response: sequence });
export const getSequence = endpoint({ method: 'GET', path: '/sequences/{sequenceId}', tag, summary: 'One sequence with its steps', params: one, response: sequence });
export const changeSequence = endpoint({
  method: 'PATCH', path: '/sequences/{sequenceId}', tag, summary: 'Change its name, hours, who may use it; pause it, or put it away',
  params: one, body: settings.partial().extend({ paused: z.boolean().optional(), archived: z.boolean().optional() }), response: sequence,
});
export const previewSteps = endpoint({
  method: 'POST', path: '/sequences/{sequenceId}/steps/preview', tag, summary: 'Whom a change of the steps would touch, before it is saved',
  params: one, body: z.object({ steps }),
  response: z.object({
    /** On their way now; the change is for all of them from their next step on. */
    underWay: z.number().int(),
    /** What comes next for them becomes another step. */
    otherNext: z.number().int(),
    /** They would be through with it. */
    completed: z.number().int(),
    /** What is planned already goes as it is. */
    planned: z.number().int(),
  }),
});
export const saveSteps = endpoint({
  method: 'PUT', path: '/sequences/{sequenceId}/steps', tag, summary: 'Save steps as a new version, for all that is not planned yet. Another version than expected answers 409 `sequence_changed`',
  params: one, body: z.object({ expectedVersion: z.number().int().min(0), steps }), response: sequence,
});
export const sequenceFigures = endpoint({ method: 'GET', path: '/sequences/{sequenceId}/figures', tag, summary: 'What came of each step', params: one, response: z.object({ steps: z.array(stepFigures) }) });
export const stepPeople = endpoint({
  method: 'GET', path: '/sequences/{sequenceId}/steps/{stepId}/people', tag, summary: 'The people behind a number of a step',
  params: one.extend({ stepId: idParam }), query: pageQuery.extend({ did: z.enum(['here', 'sent', 'delivered', 'opened', 'clicked', 'replied', 'positive']) }),
  response: pageOf(z.object({ contact: named.extend({ address: z.string().nullable() }).nullable(), at: instant.nullable() })),
});
export const enrolContacts = endpoint({
  method: 'POST', path: '/sequences/{sequenceId}/enrolments', tag, summary: 'Enrol contacts; each goes through a sequence once, and who cannot be written to is left out',
  params: one, body: z.object({ contactIds: z.array(id).min(1).max(1000), memberId: id.optional(), alsoElsewhere: z.boolean().default(false) }), response: enrolled,
});
export const enrolMany = endpoint({
  method: 'POST', path: '/sequences/{sequenceId}/enrolments/many', tag, summary: 'Enrol everybody of a list or a segment, as it stands now',
  params: one, body: z.object({ listId: id.nullable().default(null), segmentId: id.nullable().default(null), memberId: id.optional(), alsoElsewhere: z.boolean().default(false) }), response: batch,
});
export const listBatches = endpoint({ method: 'GET', path: '/sequences/{sequenceId}/enrolments/many', tag, summary: 'Lists and segments that were enrolled, newest first', params: one, response: z.object({ items: z.array(batch) }) });
export const listEnrolments = endpoint({
  method: 'GET', path: '/enrolments', tag, summary: 'People in sequences: what happens next, when, and why not yet',
  query: pageQuery.extend({ sequenceId: idParam.optional(), contactId: idParam.optional(), memberId: idParam.optional(), state: state.optional(), reason: z.string().max(40).optional() }), response: pageOf(enrolment),
});
export const enrolmentHistory = endpoint({
  method: 'GET', path: '/enrolments/{enrolmentId}', tag, summary: 'One person in a sequence, with everything that happened', params: oneEnrolment,
  response: enrolment.extend({ moves: z.array(z.object({ at: instant, event: z.string(), title: z.string(), step: z.number().int().nullable(), detail: z.string().nullable(), by: z.string().nullable() })) }),
});
export const actOnEnrolments = endpoint({
  method: 'POST', path: '/enrolments/act', tag, summary: 'Pause people, let them go on, or end it for them', body: z.object({ enrolmentIds: z.array(id).min(1).max(1000), act: z.enum(['pause', 'resume', 'end']) }),
  response: z.object({ changed: z.number().int() }),
});
export const answerEnrolment = endpoint({
  method: 'POST', path: '/enrolments/{enrolmentId}/answer', tag, summary: 'Answer what a member was asked: the call or task is done, the mail may go, or it is let be',
  params: oneEnrolment, body: z.object({ step: z.number().int(), answer: z.enum(['done', 'approve', 'skip']) }), response: enrolment,
});
export const handOverEnrolments = endpoint({
  method: 'POST', path: '/enrolments/hand-over', tag, summary: 'Hand everybody a member has under way to another member',
  body: z.object({ fromMemberId: id, toMemberId: id, sequenceId: id.optional() }), response: z.object({ handedOver: z.number().int() }),
});
export { step as sequenceStep };

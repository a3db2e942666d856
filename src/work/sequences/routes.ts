import { z } from 'zod';
import { decodeCursor, encodeCursor, implement, type Route } from '../../platform/http/index.ts';
import * as contract from './contract.ts';
import { getSequence, listSequences } from './edit/present-sequence.ts';
import { previewSteps } from './edit/preview-steps.ts';
import { changeSequence, createSequence, saveSteps } from './edit/save-sequence.ts';
import { enrolContacts } from './enrol/enrol-contacts.ts';
import { enrolMany, listBatches, presentBatch } from './enrol/enrol-many.ts';
import { actOnEnrolments, answerEnrolment, handOverEnrolments } from './people/act-on-enrolments.ts';
import { enrolmentHistory, getEnrolment, listEnrolments } from './people/list-enrolments.ts';
import { stepFigures, stepPeople } from './people/step-figures.ts';
import { canSend, canView } from './permissions.ts';
import type { SequencesDeps } from './ports.ts';

const reading = { allow: canView, scope: 'sequences:read' } as const;
const writing = { allow: canSend, scope: 'sequences:write' } as const;
const idAfter = (after: string | undefined): number | null => decodeCursor(after, [z.number().int()])?.[0] ?? null;

/** A page of rows, of which one more was asked for than it holds. */
function page<Row, Item>(rows: readonly Row[], limit: number, idOf: (row: Row) => number, present: (row: Row) => Item): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), next: rows.length > limit && last !== undefined ? encodeCursor(idOf(last)) : null };
}

/** Everything this slice answers. */
export const sequencesRoutes = (deps: SequencesDeps): Route[] => [...sequenceRoutes(deps), ...enrollingRoutes(deps), ...enrolmentRoutes(deps)];

function sequenceRoutes({ db }: SequencesDeps): Route[] {
  return [
    implement(contract.listSequences, {
      ...reading,
      handle: async ({ actor, query }) => page(await listSequences(db, actor, { archived: query.archived === 'true', search: query.search }, idAfter(query.after), query.limit), query.limit, (row) => row.id, (row) => row),
    }),
    implement(contract.createSequence, { ...writing, audit: 'sequence.created', handle: async ({ actor, body, now }) => getSequence(db, actor, await createSequence(db, actor, named(body), now)) }),
    implement(contract.getSequence, { ...reading, handle: ({ actor, params }) => getSequence(db, actor, params.sequenceId) }),
    implement(contract.changeSequence, {
      ...writing, audit: 'sequence.changed',
      handle: async ({ actor, params, body, now }) => {
        await changeSequence(db, actor, params.sequenceId, named(body), now);
        return getSequence(db, actor, params.sequenceId);
      },
    }),
    implement(contract.previewSteps, { ...writing, handle: ({ actor, params, body }) => previewSteps(db, actor, params.sequenceId, body.steps) }),
    implement(contract.saveSteps, {
      ...writing, audit: 'sequence.steps-saved',
      handle: async ({ actor, params, body, now }) => {
        await saveSteps(db, actor, params.sequenceId, body, now);
        return getSequence(db, actor, params.sequenceId);
      },
    }),
    implement(contract.sequenceFigures, { ...reading, handle: async ({ actor, params }) => ({ steps: await stepFigures(db, actor, params.sequenceId) }) }),
    implement(contract.stepPeople, {
      ...reading,
      handle: async ({ actor, params, query }) => page(await stepPeople(db, actor, { sequenceId: params.sequenceId, step: params.stepId, did: query.did, beforeId: idAfter(query.after), limit: query.limit }), query.limit, (row) => row.cursor,
        (row) => ({ contact: row.contact_id === null ? null : { id: row.contact_id, name: row.name || (row.address ?? ''), address: row.address }, at: row.at?.toISOString() ?? null })),
    }),
  ];
}

function enrollingRoutes({ db }: SequencesDeps): Route[] {
  return [
    implement(contract.enrolContacts, { ...writing, audit: 'sequence.enrolled', handle: ({ actor, params, body, now }) => enrolContacts(db, { actor, ...params, ...body, now }) }),
    implement(contract.enrolMany, { ...writing, audit: 'sequence.enrolled-many', handle: async ({ actor, params, body, now }) => presentBatch(await enrolMany(db, { actor, ...params, ...body, now })) }),
    implement(contract.listBatches, {
      ...reading,
      handle: async ({ actor, params }) => {
        await getSequence(db, actor, params.sequenceId);
        return { items: (await listBatches(db, actor.workspaceId, params.sequenceId)).map(presentBatch) };
      },
    }),
  ];
}

function enrolmentRoutes(deps: SequencesDeps): Route[] {
  const { db } = deps;
  return [
    implement(contract.listEnrolments, { ...reading, handle: async ({ actor, query }) => page(await listEnrolments(db, actor, query, idAfter(query.after), query.limit), query.limit, (row) => row.id, (row) => row) }),
    implement(contract.enrolmentHistory, { ...reading, handle: ({ actor, params }) => enrolmentHistory(db, actor, params.enrolmentId) }),
    implement(contract.actOnEnrolments, { ...writing, audit: 'enrolments.changed', handle: async ({ actor, body, now }) => ({ changed: await actOnEnrolments(db, actor, body.enrolmentIds, body.act, now) }) }),
    implement(contract.answerEnrolment, {
      ...writing, audit: 'enrolment.answered',
      handle: async ({ actor, params, body, now }) => {
        await answerEnrolment(deps, actor, params.enrolmentId, body, now);
        return getEnrolment(db, actor, params.enrolmentId);
      },
    }),
    implement(contract.handOverEnrolments, { ...writing, audit: 'enrolments.handed-over', handle: async ({ actor, body, now }) => ({ handedOver: await handOverEnrolments(db, actor, body, now) }) }),
  ];
}

/** Only what was said: what is left out stays as it is. */
const named = <T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

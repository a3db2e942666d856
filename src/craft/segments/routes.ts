import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { contactLines, exportContactsOf } from '../../people/contacts/index.ts';
import { canEditPeople, canExport, canView } from '../../people/workspaces/index.ts';
import { invalid } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { countAndSample, countSaved, findPeople, segmentContains } from './ask-people.ts';
import { schemaVersion } from './condition/condition.ts';
import { findFlaws } from './condition/find-flaws.ts';
import { wordsOf } from './condition/words-of.ts';
import * as contract from './contract.ts';
import { linksOfCampaign } from './links-of-campaign.ts';
import { lineOf, newerVersion, presentSegments } from './present-segments.ts';
import { askingForAttribute, findSegment, pageOfSegments, type SegmentRow } from './queries.ts';
import { knownVersion, readWorld } from './read-world.ts';
import { archiveSegment, changeSegment, createSegment, duplicateSegment } from './save-segment.ts';
import type { SegmentsDeps } from './segment-ports.ts';

const read = { allow: canView, scope: 'segments:read' };
const write = (audit: string) => ({ allow: canEditPeople, scope: 'segments:write', audit });
/** More than anybody holds; ids alone. */
const everyone = 10_000_000;

export function segmentsRoutes(deps: SegmentsDeps): Route[] {
  return [...savingRoutes(deps), ...askingRoutes(deps)];
}

function savingRoutes(deps: SegmentsDeps): Route[] {
  const { db, campaignNames } = deps;
  const present = async (workspaceId: number, row: SegmentRow) => (await presentSegments(deps, workspaceId, [row]))[0]!;
  return [
    implement(contract.listSegments, {
      ...read,
      handle: async ({ actor, query }) => {
        const [name, id] = decodeCursor(query.after, [z.string(), z.number().int()]) ?? [null, null];
        const rows = await pageOfSegments.rows(db, [actor.workspaceId, query.archived === 'yes', query.search ?? null, name, id, query.limit + 1]);
        const page = pageFrom(rows, query.limit, (row) => row, (row) => encodeCursor(row.name.toLowerCase(), row.id));
        return { items: (await presentSegments(deps, actor.workspaceId, page.items)).map(lineOf), next: page.next };
      },
    }),
    implement(contract.getSegment, { ...read, handle: async ({ actor, params }) => present(actor.workspaceId, await findSegment.one(db, [actor.workspaceId, params.segmentId], 'segment')) }),
    implement(contract.createSegment, {
      ...write('segment.created'),
      handle: async ({ actor, body, now }) => present(actor.workspaceId, await createSegment({ db, campaignNames, workspaceId: actor.workspaceId, now }, body, actor.memberId)),
    }),
    implement(contract.changeSegment, {
      ...write('segment.changed'),
      handle: async ({ actor, params, body: { name, description, condition, ...body }, now }) => present(actor.workspaceId, await changeSegment(
        { db, campaignNames, workspaceId: actor.workspaceId, now }, params.segmentId, { ...body, ...(name !== undefined && { name }), ...(description !== undefined && { description }), ...(condition && { condition }) })),
    }),
    implement(contract.duplicateSegment, {
      ...write('segment.duplicated'),
      handle: async ({ actor, params, now }) => present(actor.workspaceId, await duplicateSegment({ db, campaignNames, workspaceId: actor.workspaceId, now }, params.segmentId, actor.memberId)),
    }),
    implement(contract.archiveSegment, {
      ...write('segment.archived'),
      handle: async ({ actor, params, now }) => present(actor.workspaceId, await archiveSegment({ db, campaignNames, workspaceId: actor.workspaceId, now }, params.segmentId, now)),
    }),
    implement(contract.bringBackSegment, {
      ...write('segment.brought-back'),
      handle: async ({ actor, params, now }) => present(actor.workspaceId, await archiveSegment({ db, campaignNames, workspaceId: actor.workspaceId, now }, params.segmentId, null)),
    }),
    implement(contract.segmentsWithAttribute, { ...read, handle: async ({ actor, query }) => ({ items: await askingForAttribute.rows(db, [actor.workspaceId, `attributes.${query.key}`]) }) }),
  ];
}

function askingRoutes(deps: SegmentsDeps): Route[] {
  const { db, campaignNames } = deps;
  const stored = async (workspaceId: number, segmentId: number) => {
    const row = await findSegment.one(db, [workspaceId, segmentId], 'segment');
    return { row, condition: knownVersion(row) };
  };
  return [
    implement(contract.askCondition, {
      // People's names are in the answer: not kept for a repeated key.
      ...read, answersSecret: true,
      handle: async ({ actor, actor: { workspaceId }, body, now, signal }) => {
        if (body.version !== schemaVersion) throw newerVersion(body.version);
        const world = await readWorld(db, workspaceId, [body.condition], campaignNames);
        const self = body.segmentId === undefined ? undefined : await findSegment.maybe(db, [workspaceId, body.segmentId]);
        const flaws = findFlaws(body.condition, world, self);
        if (flaws.length > 0) throw invalid('segment_flawed', flaws.join(' '), flaws.map((message) => ({ path: 'body.condition', message })));
        const question = { workspaceId, condition: body.condition, now, signal, screen: body.screen === undefined ? undefined : `${actor.memberId} ${body.screen}` };
        // Looking at a segment as it is saved counts it, too.
        const answer = self && isDeepStrictEqual(self.condition, body.condition) ? await countSaved(deps, question, self) : await countAndSample(deps, question);
        return { ...answer, words: wordsOf(body.condition, world) };
      },
    }),
    implement(contract.countSegment, {
      ...read, answersSecret: true,
      handle: async ({ actor: { workspaceId }, params, now, signal }) => {
        const { row, condition } = await stored(workspaceId, params.segmentId);
        const answer = await countSaved(deps, { workspaceId, condition, now, signal }, row);
        return { ...answer, words: wordsOf(condition, await readWorld(db, workspaceId, [condition], campaignNames)) };
      },
    }),
    implement(contract.listSegmentPeople, {
      ...read, scope: 'contacts:read',
      handle: async ({ actor: { workspaceId }, params, query, now, signal }) => {
        const { condition } = await stored(workspaceId, params.segmentId);
        const [after] = decodeCursor(query.after, [z.number().int()]) ?? [0];
        const ids = await findPeople(deps, { workspaceId, condition, now, signal }, after, query.limit + 1);
        const lines = new Map((await contactLines(db, workspaceId, ids)).map((line) => [line.id, line]));
        const page = pageFrom(ids, query.limit, (id) => lines.get(id), (id) => encodeCursor(id));
        return { items: page.items.filter((line) => line !== undefined), next: page.next };
      },
    }),
    implement(contract.isInSegment, {
      ...read,
      handle: async ({ actor: { workspaceId }, params, now, signal }) => ({ isIn: await segmentContains(deps, { workspaceId, condition: (await stored(workspaceId, params.segmentId)).condition, now, signal }, params.contactId) }),
    }),
    implement(contract.exportSegment, {
      allow: canExport, scope: 'contacts:read',
      handle: async ({ actor: { workspaceId }, params, query, now, signal }) => {
        const { condition } = await stored(workspaceId, params.segmentId);
        const ids = await findPeople(deps, { workspaceId, condition, now, signal }, 0, everyone);
        return { contentType: 'text/csv; charset=utf-8', filename: 'segment.csv', body: exportContactsOf(db, workspaceId, ids, query.bom, signal) };
      },
    }),
    implement(contract.findChoices, {
      ...read,
      handle: async ({ actor: { workspaceId }, query }) => ({
        items: query.kind === 'campaign' ? await deps.findCampaigns(db, workspaceId, query.search ?? '') : await linksOfCampaign(db, workspaceId, query.campaignId ?? 0),
      }),
    }),
  ];
}

import type { Database, Queryable } from '../../platform/db/index.ts';
import { z } from 'zod';
import { conflict } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { joinWords, t } from '../../platform/words/index.ts';
import { canDefineAttributes, canEditPeople, canErasePeople, canExport, canView } from '../workspaces/index.ts';
import { changeAttribute, defineAttribute, listAllAttributes } from './attributes.ts';
import type { FoundBy } from './contact-filter.ts';
import { withSegment, type ContactSegments } from './contact-segments.ts';
import * as contract from './contract.ts';
import { deleteContact, restoreContact } from './delete-contact.ts';
import { eraseContact } from './erase-contact.ts';
import { exportContacts } from './export-contacts.ts';
import type { ContactFollower } from './followers.ts';
import { mergeContacts } from './merge-contacts.ts';
import { countContacts, findSameName, getContact, listContactRows, lockContact, presentLine } from './queries.ts';
import { changeContact, createContact } from './save-contact.ts';

export interface ContactsDeps {
  db: Database;
  /** What other slices do when contacts are merged or erased, in that transaction. */
  followers: readonly ContactFollower[];
  /** Names of what would find nobody without an attribute: segments, known to their own slice. */
  attributeUses: (workspaceId: number, key: string) => Promise<string[]>;
  segments: ContactSegments;
}

const read = { allow: canView, scope: 'contacts:read' };
const write = { allow: canEditPeople, scope: 'contacts:write' };

export const contactsRoutes = ({ db, followers, attributeUses, segments }: ContactsDeps): Route[] => {
  const inTurn = <T>(filter: FoundBy, workspaceId: number, signal: AbortSignal, run: (on: Queryable) => Promise<T>): Promise<T> => (filter.segment ? segments.ask(workspaceId, signal, run) : run(db));
  return [
  implement(contract.listContacts, {
    ...read,
    handle: async ({ actor: { workspaceId }, query: { limit, after, ...query }, now, signal }) => {
      const [before] = decodeCursor(after, [z.number().int()]) ?? [];
      const filter = await withSegment(segments, workspaceId, query, now);
      const rows = await inTurn(filter, workspaceId, signal, (on) => listContactRows(on, workspaceId, filter, before, limit));
      return pageFrom(rows, limit, presentLine, (row) => encodeCursor(row.id));
    },
  }),
  implement(contract.countContacts, {
    ...read,
    handle: async ({ actor: { workspaceId }, query, now, signal }) => {
      const filter = await withSegment(segments, workspaceId, query, now);
      return { count: await inTurn(filter, workspaceId, signal, (on) => countContacts(on, workspaceId, filter)) };
    },
  }),
  implement(contract.listSegmentChoices, { ...read, handle: async ({ actor }) => ({ items: await segments.choices(actor.workspaceId) }) }),
  implement(contract.exportContacts, {
    allow: canExport, scope: 'contacts:read',
    handle: async ({ actor, query: { bom, ...query }, now, signal }) => ({
      contentType: 'text/csv; charset=utf-8', filename: 'contacts.csv', body: exportContacts(db, actor.workspaceId, await withSegment(segments, actor.workspaceId, query, now), bom, signal),
    }),
  }),
  implement(contract.createContact, { ...write, audit: 'contact.created', handle: ({ actor, body, now }) => createContact(db, actor.workspaceId, body, now) }),
  implement(contract.getContact, { ...read, handle: ({ actor, params }) => getContact(db, actor.workspaceId, params.contactId) }),
  implement(contract.changeContact, { ...write, audit: 'contact.changed', handle: ({ actor, params, body, now }) => changeContact(db, actor.workspaceId, params.contactId, body, now, { through: actor.scopes ? 'key' : 'member', memberId: actor.memberId, source: null }) }),
  implement(contract.deleteContact, { ...write, audit: 'contact.deleted', handle: ({ actor, params, now }) => deleteContact(db, actor.workspaceId, params.contactId, now) }),
  implement(contract.restoreContact, { ...write, audit: 'contact.restored', handle: ({ actor, params, now }) => restoreContact(db, actor.workspaceId, params.contactId, now) }),
  implement(contract.eraseContact, {
    allow: canErasePeople, scope: null, audit: 'contact.erased',
    handle: ({ actor, params, now }) => eraseContact(db, followers, actor.workspaceId, params.contactId, actor.memberId, now),
  }),
  implement(contract.findDuplicates, {
    ...read,
    handle: async ({ actor, params }) => {
      const rows = await db.transaction(async (tx) => findSameName(tx, actor.workspaceId, await lockContact(tx, actor.workspaceId, params.contactId)));
      return { items: rows.map(presentLine) };
    },
  }),
  implement(contract.mergeContacts, {
    ...write, audit: 'contact.merged',
    handle: ({ actor, params, body, now }) => mergeContacts(db, followers, actor.workspaceId, params.contactId, body.loserId, now),
  }),
  implement(contract.listAttributeDefinitions, { ...read, handle: async ({ actor }) => ({ items: await listAllAttributes(db, actor.workspaceId) }) }),
  implement(contract.defineAttribute, { allow: canDefineAttributes, scope: 'contacts:write', audit: 'attribute.defined', handle: ({ actor, body, now }) => defineAttribute(db, actor.workspaceId, body, now) }),
  implement(contract.changeAttribute, { allow: canDefineAttributes, scope: 'contacts:write', audit: 'attribute.changed', handle: async ({ actor, params, body: { evenIfUsed, ...change }, now }) => {
    if (change.archived && !evenIfUsed) refuseUsed(await attributeUses(actor.workspaceId, params.key));
    return changeAttribute(db, actor.workspaceId, params.key, change, now);
  } }),
  ];
};

function refuseUsed(names: readonly string[]): void {
  if (names.length === 0) return;
  throw conflict('attribute_in_use', t('{names} would find nobody until it is brought back, and campaigns aimed by them would stop. Nothing was changed.', { names: joinWords(names.map((name) => `“${name}”`)) }), { segments: names });
}

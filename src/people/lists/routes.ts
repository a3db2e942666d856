import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { withSegment, type ContactSegments } from '../contacts/index.ts';
import { canEditPeople, canView } from '../workspaces/index.ts';
import { addToList, archiveList, changeList, createList, removeFromList } from './change-lists.ts';
import { addFoundToList, removeFoundFromList } from './change-found.ts';
import * as contract from './contract.ts';
import { refuseUsed, type ListUses } from './list-uses.ts';
import { findList, pageOfLists, type ListRow } from './queries.ts';

export interface ListsDeps {
  db: Database;
  listUses: (workspaceId: number, listId: number) => Promise<ListUses>;
  segments: ContactSegments;
}

export function listsRoutes({ db, listUses, segments }: ListsDeps): Route[] {
  const read = { allow: canView, scope: 'lists:read' };
  const write = (audit: string) => ({ allow: canEditPeople, scope: 'lists:write', audit });
  return [
    implement(contract.listLists, {
      ...read,
      handle: async ({ actor, query }) => {
        const [name, id] = decodeCursor(query.after, [z.string(), z.number().int()]) ?? [null, null];
        const rows = await pageOfLists.rows(db, [actor.workspaceId, query.archived === 'yes', query.search ?? null, name, id, query.limit + 1]);
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.name.toLowerCase(), row.id));
      },
    }),
    implement(contract.getList, { ...read, handle: async ({ actor, params }) => present(await findList.one(db, [actor.workspaceId, params.listId], 'list')) }),
    implement(contract.createList, {
      ...write('list.created'),
      handle: async ({ actor, body, now }) => {
        const id = await createList(db, actor.workspaceId, { ...body, createdBy: actor.memberId, now });
        return present(await findList.one(db, [actor.workspaceId, id], 'list'));
      },
    }),
    implement(contract.changeList, { ...write('list.changed'), handle: async ({ actor, params, body }) => present(await changeList(db, actor.workspaceId, params.listId, body)) }),
    implement(contract.archiveList, { ...write('list.archived'), handle: async ({ actor, params, query, now }) => {
      const list = await findList.one(db, [actor.workspaceId, params.listId], 'list');
      if (query.evenIfUsed === 'no' && list.archived_at === null) refuseUsed(await listUses(actor.workspaceId, params.listId));
      return present(await archiveList(db, actor.workspaceId, params.listId, now));
    } }),
    implement(contract.bringBackList, { ...write('list.brought-back'), handle: async ({ actor, params }) => present(await archiveList(db, actor.workspaceId, params.listId, null)) }),
    implement(contract.addToList, {
      ...write('list.contacts-added'),
      handle: async ({ actor, params, body, now }) => {
        await findList.one(db, [actor.workspaceId, params.listId], 'list');
        return { added: await addToList(db, actor.workspaceId, params.listId, body.contactIds, now) };
      },
    }),
    implement(contract.removeFromList, {
      ...write('list.contacts-removed'),
      handle: async ({ actor, params, body }) => {
        await findList.one(db, [actor.workspaceId, params.listId], 'list');
        return { removed: await removeFromList(db, actor.workspaceId, params.listId, body.contactIds) };
      },
    }),
    implement(contract.addFoundToList, {
      ...write('list.contacts-added'),
      handle: async ({ actor, params, body, now, signal }) => {
        await findList.one(db, [actor.workspaceId, params.listId], 'list');
        return { added: await addFoundToList(db, actor.workspaceId, params.listId, await withSegment(segments, actor.workspaceId, body.filter, now), now, signal) };
      },
    }),
    implement(contract.removeFoundFromList, {
      ...write('list.contacts-removed'),
      handle: async ({ actor, params, body, now, signal }) => {
        await findList.one(db, [actor.workspaceId, params.listId], 'list');
        return { removed: await removeFoundFromList(db, actor.workspaceId, params.listId, await withSegment(segments, actor.workspaceId, body.filter, now), signal) };
      },
    }),
  ];
}

const present = (row: ListRow): contract.ListView => ({
  id: row.id, name: row.name, description: row.description, size: row.size,
  createdAt: row.created_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
});

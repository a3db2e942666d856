import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import * as contract from './contract.ts';
import { changeTemplate } from './change-template.ts';
import { createTemplate } from './create-template.ts';
import { canMakeTemplates, canSeeTemplates } from './permissions.ts';
import { presentLine, presentTemplate } from './present-template.ts';
import { previewTemplate } from './preview-template.ts';
import { findTemplate, listTemplates } from './queries.ts';
import { listStarters } from './starters/index.ts';
import { duplicateTemplate, useTemplate } from './use-template.ts';

/** A body of a million characters, in the escapes of JSON. */
const bodyLimit = 8 * 1024 * 1024;
const reading = { allow: canSeeTemplates, scope: 'templates:read' } as const;
const writing = { allow: canMakeTemplates, scope: 'templates:write' } as const;

/** Everything this slice answers. */
export function templatesRoutes({ db }: { db: Database }): Route[] {
  return [...readingRoutes(db), ...writingRoutes(db)];
}

function readingRoutes(db: Database): Route[] {
  return [
    implement(contract.listTemplates, {
      ...reading,
      handle: async ({ actor, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        const rows = await listTemplates.rows(db, [actor.workspaceId, query.kind, query.team ?? null, query.search?.trim() || null, query.archived === 'yes', before, query.limit + 1]);
        return pageFrom(rows, query.limit, (row) => presentLine(row, actor), (row) => encodeCursor(row.id));
      },
    }),
    implement(contract.listStarters, { ...reading, handle: async () => ({ items: listStarters() }) }),
    implement(contract.getTemplate, {
      ...reading,
      handle: async ({ actor, params }) => presentTemplate(await findTemplate.one(db, [actor.workspaceId, params.templateId], 'template'), actor),
    }),
    implement(contract.previewTemplate, { ...reading, handle: async ({ actor, params }) => previewTemplate(db, actor, params.templateId) }),
  ];
}

function writingRoutes(db: Database): Route[] {
  return [
    implement(contract.createTemplate, {
      ...writing, bodyLimit, audit: 'template.created',
      handle: async ({ actor, body, now }) => {
        const id = await db.transaction((tx) => createTemplate(tx, actor, body, now));
        return presentTemplate(await findTemplate.one(db, [actor.workspaceId, id], 'template'), actor);
      },
    }),
    implement(contract.changeTemplate, {
      ...writing, bodyLimit, audit: 'template.changed',
      handle: async ({ actor, params, body, now, note }) => {
        const { draft, expectedRevision, ...named } = body;
        note({ ...named, ...(draft && { editedRevision: expectedRevision }) });
        return presentTemplate(await changeTemplate(db, actor, params.templateId, body, now), actor);
      },
    }),
    implement(contract.duplicateTemplate, {
      ...writing, audit: 'template.duplicated',
      handle: async ({ actor, params, now }) => {
        const id = await db.transaction((tx) => duplicateTemplate(tx, { actor, templateId: params.templateId, now }));
        return presentTemplate(await findTemplate.one(db, [actor.workspaceId, id], 'template'), actor);
      },
    }),
    implement(contract.useTemplate, {
      ...writing, scope: 'emails:write', audit: 'template.used',
      handle: async ({ actor, params, body, now, note }) => {
        const emailId = await db.transaction((tx) => useTemplate(tx, { actor, templateId: params.templateId, name: body.name, now }));
        note({ emailId });
        return { emailId };
      },
    }),
  ];
}

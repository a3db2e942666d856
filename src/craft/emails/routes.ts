import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { listAttributes } from '../../people/contacts/index.ts';
import * as contract from './contract.ts';
import { createEmail } from './create-email.ts';
import { duplicateEmail } from './duplicate-email.ts';
import { listKnownVariables } from './liquid/known-variables.ts';
import { canReadEmails, canWriteEmails } from './permissions.ts';
import { presentEmail, presentVersion, whoOf } from './present-email.ts';
import { previewEmail } from './preview-email.ts';
import { findEmail, findVersion, listEmails, listVersions, updateEmail } from './queries.ts';
import { restoreVersion } from './restore-version.ts';
import { saveEmail } from './save-email.ts';

/** A body of a million characters, in the escapes of JSON. */
const bodyLimit = 8 * 1024 * 1024;
const reading = { allow: canReadEmails, scope: 'emails:read' } as const;
const writing = { allow: canWriteEmails, scope: 'emails:write' } as const;

/** Everything this slice answers. */
export function emailsRoutes({ db }: { db: Database }): Route[] {
  return [...listingRoutes(db), ...writingRoutes(db)];
}

function listingRoutes(db: Database): Route[] {
  return [
    implement(contract.listEmails, {
      ...reading,
      handle: async ({ actor, query }) => {
        const [savedAt, id] = decodeCursor(query.after, [z.iso.datetime(), z.number().int()]) ?? [null, null];
        const rows = await listEmails.rows(db, [actor.workspaceId, query.search ?? null, query.archived === 'yes', savedAt, id, query.limit + 1]);
        return pageFrom(rows, query.limit, (row) => ({
          id: row.id, name: row.name, subject: row.subject, bodyKind: row.body_kind, version: row.version, createdAt: row.created_at.toISOString(),
          savedAt: row.saved_at.toISOString(), savedBy: whoOf(row.saved_by, row.saved_by_name), archivedAt: row.archived_at?.toISOString() ?? null,
        }), (row) => encodeCursor(row.saved_at.toISOString(), row.id));
      },
    }),
    implement(contract.listVariables, {
      ...reading,
      handle: async ({ actor }) => ({ items: listKnownVariables(await listAttributes(db, actor.workspaceId)) }),
    }),
    implement(contract.getEmail, {
      ...reading,
      handle: async ({ actor, params }) => presentEmail(await findEmail.one(db, [actor.workspaceId, params.emailId], 'email')),
    }),
    implement(contract.listVersions, {
      ...reading,
      handle: async ({ actor, params, query }) => {
        const [before] = decodeCursor(query.after, [z.number().int()]) ?? [null];
        await findEmail.one(db, [actor.workspaceId, params.emailId], 'email');
        const rows = await listVersions.rows(db, [actor.workspaceId, params.emailId, before, query.limit + 1]);
        return pageFrom(rows, query.limit, (row) => ({
          version: row.version, subject: row.subject, bodyKind: row.body_kind, createdAt: row.saved_at.toISOString(), createdBy: whoOf(row.saved_by, row.saved_by_name),
        }), (row) => encodeCursor(row.version));
      },
    }),
    implement(contract.getVersion, {
      ...reading,
      handle: async ({ actor, params }) => presentVersion(await findVersion.one(db, [actor.workspaceId, params.emailId, params.version], 'version of this email')),
    }),
    implement(contract.previewEmail, {
      // It changes nothing, so that viewers may.
      ...reading, personal: true, bodyLimit,
      handle: async ({ actor, body }) => {
        const { contactId, senderName, brand, ...draft } = body;
        return previewEmail(db, { workspaceId: actor.workspaceId, draft, contactId, brand, senderName: senderName || actor.name });
      },
    }),
  ];
}

function writingRoutes(db: Database): Route[] {
  return [
    implement(contract.createEmail, {
      ...writing, bodyLimit, audit: 'email.created',
      handle: async ({ actor, body, now }) => {
        const id = await db.transaction((tx) => createEmail(tx, { ...defined(body), name: body.name, workspaceId: actor.workspaceId, by: actor.memberId, now }));
        return presentEmail(await findEmail.one(db, [actor.workspaceId, id], 'email'));
      },
    }),
    implement(contract.changeEmail, {
      ...writing, audit: 'email.changed',
      handle: async ({ actor, params, body, now, note }) => {
        note(body);
        await updateEmail.run(db, [actor.workspaceId, params.emailId, body.name ?? null, body.archived ?? null, now]);
        return presentEmail(await findEmail.one(db, [actor.workspaceId, params.emailId], 'email'));
      },
    }),
    implement(contract.duplicateEmail, {
      ...writing, audit: 'email.duplicated',
      handle: async ({ actor, params, now }) => {
        const id = await db.transaction((tx) => duplicateEmail(tx, { workspaceId: actor.workspaceId, emailId: params.emailId, by: actor.memberId, now }));
        return presentEmail(await findEmail.one(db, [actor.workspaceId, id], 'email'));
      },
    }),
    implement(contract.saveEmail, {
      ...writing, bodyLimit, audit: 'email.saved',
      handle: async ({ actor, params, body, now }) => {
        const { expectedVersion, ...draft } = body;
        return presentEmail(await saveEmail(db, { workspaceId: actor.workspaceId, emailId: params.emailId, expectedVersion, draft, by: actor.memberId, now }));
      },
    }),
    implement(contract.restoreVersion, {
      ...writing, audit: 'email.restored',
      handle: async ({ actor, params, body, now, note }) => {
        note({ version: params.version });
        return presentEmail(await restoreVersion(db, {
          workspaceId: actor.workspaceId, emailId: params.emailId, version: params.version, expectedVersion: body.expectedVersion, by: actor.memberId, now,
        }));
      },
    }),
  ];
}

/** Without the fields that were left out. */
function defined<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

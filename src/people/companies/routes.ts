import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, implement, pageFrom, type Route } from '../../platform/http/index.ts';
import { canEditPeople, canView } from '../workspaces/index.ts';
import { changeCompany, createCompany } from './change-companies.ts';
import * as contract from './contract.ts';
import { findCompany, pageOfCompanies, type CompanyRow } from './queries.ts';

export function companiesRoutes({ db }: { db: Database }): Route[] {
  return [
    implement(contract.listCompanies, {
      allow: canView, scope: 'contacts:read',
      handle: async ({ actor, query }) => {
        const [name, id] = decodeCursor(query.after, [z.string(), z.number().int()]) ?? [null, null];
        const rows = await pageOfCompanies.rows(db, [actor.workspaceId, query.search ?? null, name, id, query.limit + 1]);
        return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.name.toLowerCase(), row.id));
      },
    }),
    implement(contract.getCompany, { allow: canView, scope: 'contacts:read', handle: async ({ actor, params }) => present(await findCompany.one(db, [actor.workspaceId, params.companyId], 'company')) }),
    implement(contract.createCompany, {
      allow: canEditPeople, scope: 'contacts:write', audit: 'company.created',
      handle: async ({ actor, body, now }) => present(await findCompany.one(db, [actor.workspaceId, await createCompany(db, actor.workspaceId, body, now)], 'company')),
    }),
    implement(contract.changeCompany, {
      allow: canEditPeople, scope: 'contacts:write', audit: 'company.changed',
      handle: async ({ actor, params, body }) => present(await changeCompany(db, actor.workspaceId, params.companyId, body)),
    }),
  ];
}

const present = (row: CompanyRow): contract.CompanyView => ({ id: row.id, name: row.name, domain: row.domain, timeZone: row.time_zone, contacts: row.contacts, createdAt: row.created_at.toISOString() });

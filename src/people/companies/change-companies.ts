import type { Database, Queryable } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { CompanyId } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { findCompany, findCompanyNamed, insertCompanies, insertCompany, updateCompany, type CompanyRow } from './queries.ts';

/** Adds a company. Throws `company_name_taken` when there is one of that name, whatever its case. */
export async function createCompany(on: Queryable, workspaceId: number, company: { name: string; domain: string | null; timeZone: string | null }, now: Date): Promise<CompanyId> {
  const made = await insertCompany.maybe(on, [workspaceId, company.name, company.domain, company.timeZone, now]);
  if (!made) throw nameTaken(company.name);
  return made.id as CompanyId;
}

/** Companies by name, made where they are not there yet. Answers their ids by lower-case name. */
export async function ensureCompanies(on: Queryable, workspaceId: number, companies: readonly { name: string; domain: string | null }[], now: Date): Promise<Map<string, CompanyId>> {
  const byName = new Map(companies.map((company) => [company.name.toLowerCase(), company]));
  if (byName.size === 0) return new Map();
  const wanted = [...byName.values()];
  const rows = await insertCompanies.rows(on, [workspaceId, wanted.map((one) => one.name), wanted.map((one) => one.domain), now]);
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.id as CompanyId]));
}

export interface CompanyChange {
  name?: string | undefined;
  domain?: string | null | undefined;
  timeZone?: string | null | undefined;
}

export async function changeCompany(db: Database, workspaceId: number, companyId: number, change: CompanyChange): Promise<CompanyRow> {
  return db.transaction(async (tx) => {
    await findCompany.one(tx, [workspaceId, companyId], 'company');
    if (change.name !== undefined) {
      const there = await findCompanyNamed.maybe(tx, [workspaceId, change.name]);
      if (there && there.id !== companyId) throw nameTaken(change.name);
    }
    await updateCompany.run(tx, [workspaceId, companyId, change.name ?? null, change.domain !== undefined, change.domain ?? null, change.timeZone !== undefined, change.timeZone ?? null]);
    return findCompany.one(tx, [workspaceId, companyId], 'company');
  });
}

const nameTaken = (name: string) => conflict('company_name_taken', t('There is a company named "{name}" already. Nothing was changed.', { name }));

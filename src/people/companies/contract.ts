import { z } from 'zod';
import { endpoint, id, idParam, instant, pageOf, pageQuery } from '../../platform/http/contract.ts';
import { timeZone } from '../workspaces/contract.ts';
import { says } from '../../platform/words/contract.ts';

const name = z.string().trim().min(1).max(300);
const domain = z.string().trim().toLowerCase().max(253).regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/, says('a domain such as example.com')).nullable();

export const company = z.object({
  id,
  name: z.string(),
  domain: z.string().nullable(),
  /** Where mail goes by the recipient's clock, for contacts without a zone of their own. */
  timeZone: z.string().nullable(),
  /** Live contacts who work there. */
  contacts: z.number().int(),
  createdAt: instant,
});
export type CompanyView = z.infer<typeof company>;

const params = z.object({ companyId: idParam });
const tag = 'Companies';

export const listCompanies = endpoint({
  method: 'GET', path: '/companies', tag, summary: 'The companies, by name',
  query: pageQuery.extend({
    /** How the name begins. */
    search: z.string().trim().max(300).optional(),
  }),
  response: pageOf(company),
});
export const getCompany = endpoint({ method: 'GET', path: '/companies/{companyId}', tag, summary: 'One company', params, response: company });
export const createCompany = endpoint({
  method: 'POST', path: '/companies', tag, summary: 'Add a company', body: z.strictObject({ name, domain: domain.default(null), timeZone: timeZone.nullable().default(null) }), response: company,
});
export const changeCompany = endpoint({
  method: 'PATCH', path: '/companies/{companyId}', tag, summary: 'Change a company', params,
  body: z.strictObject({ name: name.optional(), domain: domain.optional(), timeZone: timeZone.nullable().optional() }), response: company,
});

export { createCompany, ensureCompanies } from './change-companies.ts';
export { companiesRoutes } from './routes.ts';

export { createTemplate, type NewTemplate } from './create-template.ts';
export { templatesRoutes } from './routes.ts';

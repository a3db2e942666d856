export { createTemplate, type NewTemplate } from './create-template.ts';
export { templatesRoutes } from './routes.ts';
export { bold, link, newLine, value, writer, written } from './starters/writing.ts';

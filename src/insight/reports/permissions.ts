export { canExport, canView } from '../../people/workspaces/index.ts';

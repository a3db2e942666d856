export { canView } from '../../people/workspaces/index.ts';

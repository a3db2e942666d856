export { canView as canReadEmails, canWriteEmails } from '../../people/workspaces/index.ts';

export { canExport, canSend, canSendFor, canView, canWriteEmails } from '../../people/workspaces/index.ts';

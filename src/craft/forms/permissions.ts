// Who may do what with forms, topics and choices. Everybody reads; members make forms, since the pages they open collect
// consent and lead people on, what a workspace writes about is for managers to say.
export { canDefineAttributes as canDefineTopics, canEditPeople, canView, canWriteEmails as canMakeForms } from '../../people/workspaces/index.ts';

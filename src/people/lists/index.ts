export { addToList, createList, ensureList, listNames, removeFromList, type NewList } from './change-lists.ts';
export { listsRoutes } from './routes.ts';
export { listsFollower } from './follow-contacts.ts';

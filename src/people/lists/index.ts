export { listsRoutes } from './routes.ts';
export { createList, getList, listLists } from './queries.ts';
export { addToList, listsFollower, removeFromList } from './members.ts';
export type { ListView } from './contract.ts';

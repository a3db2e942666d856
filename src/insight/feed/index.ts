export { createLiveHub, type LiveHub } from './live-hub.ts';
export { feedRoutes } from './routes.ts';

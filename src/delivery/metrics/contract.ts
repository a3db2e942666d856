// Pure and small: the browser computes and explains rates with the very functions the server uses.
export * from './index.ts';

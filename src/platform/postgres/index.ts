export { lockData, lockHolder, type DataLock } from './data-lock.ts';
export { findEmbedded, startEmbedded, type EmbeddedOptions, type EmbeddedPostgres } from './embedded.ts';
export { openDataFolder } from './place.ts';

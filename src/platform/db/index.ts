export { openDatabase, type Database, type Queryable, type Transaction } from './database.ts';
export { instants, numbers, texts } from './array-text.ts';
export { statement, type Statement } from './statement.ts';
export { checkServer } from './check-server.ts';
export { applyMigrations, migrate, readApplied, readMigrations, type Migration } from './migrate.ts';
export { ensurePartitions } from './partitions.ts';

export { openDatabase, type Database, type Queryable, type Transaction } from './database.ts';
export { statement, type Statement } from './statement.ts';

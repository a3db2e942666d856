export { verifyArchive, type Manifest } from './archive.ts';
export { keepCopy } from './keep-copy.ts';
export { restoreBackup, type RestoreOptions } from './restore-backup.ts';
export { fingerprint, writeBackup, type WriteOptions } from './write-backup.ts';

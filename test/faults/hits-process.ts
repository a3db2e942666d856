import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/platform/clock/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { createHits, createHitsServer, loadSigningKeys } from '../../src/delivery/tracking/index.ts';

// The tracking address in a process that a fault may kill. Started with the database, the data folder and a port
// (0: any); says its port, and on asking how much waits on disk.

const [databaseUrl = '', folder = '', port = '0'] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { max: 1 });
const keys = await loadSigningKeys(db, folder);
const hits = createHits({ db, keys, spoolFolder: `${folder}/spool`, clock: systemClock, log: createLog({ level: 'silent' }), trustedProxies: [] });
const server = createHitsServer(hits);
server.listen(Number(port), '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('message', () => void hits.waitingBytes().then((waiting) => process.send!({ waiting, counts: hits.counts })));

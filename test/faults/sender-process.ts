import { systemClock } from '../../src/platform/clock/index.ts';
import { startSender } from '../../src/delivery/messages/index.ts';
import { trackingLinks } from '../../src/delivery/tracking/index.ts';
import { openMailConnection } from '../../src/delivery/transport/index.ts';

// A sender as a process of its own, to be killed.

const [databaseUrl, secret] = process.argv.slice(2) as [string, string];
const keys = [{ id: 1, secret: Buffer.from(secret, 'hex') }];

startSender({
  databaseUrl, clock: systemClock, keys, links: trackingLinks(keys, 'https://links.example.com'), everyMs: 50, reapEveryMs: 200,
  connect: (server) => openMailConnection({ host: server.host!, port: server.port!, security: 'none', helloName: 'faults.example', mailsAtMost: server.mailsPerConnection }),
  sign: async (_workspaceId, _domain, mail) => mail,
  onError: (error) => process.stderr.write(`sender ${process.pid}: ${String(error)}\n`),
});
process.on('disconnect', () => process.exit(0));

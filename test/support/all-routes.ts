import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSigningKeys } from '../../src/delivery/tracking/index.ts';
import { createLiveHub } from '../../src/insight/feed/index.ts';
import { createAuth } from '../../src/platform/auth/index.ts';
import { systemClock } from '../../src/platform/clock/index.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import type { Route } from '../../src/platform/http/index.ts';
import { createListener } from '../../src/platform/listen/index.ts';
import { createRoutes } from '../../src/wire.ts';

const secret = 'a secret of more than thirty-two characters';

/** Every route the program serves, as wired. No server for the local mailbox listens behind them. */
export async function allRoutes(db: Database, url: string): Promise<{ routes: readonly Route[]; close(): Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kindred-routes-'));
  const config = readConfig({ KINDRED_DATA: dataFolder });
  const listener = createListener(url);
  const auth = createAuth({ db, secret, baseUrl: config.baseUrl });
  const hub = createLiveHub(listener);
  return {
    routes: createRoutes({ config, clock: systemClock, secret }, { db, hub, keys: await loadSigningKeys(db, dataFolder), localPort: 9 }, auth),
    async close() {
      hub.close();
      await listener.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

import { systemClock } from '../../src/platform/clock/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import type { Route } from '../../src/platform/http/index.ts';
import { accessApp } from './access.ts';

/** Every route the program serves, as wired. */
export async function allRoutes(db: Database, _url: string): Promise<{ routes: readonly Route[]; close(): Promise<void> }> {
  void systemClock;
  const app = await accessApp(db);
  return { routes: app.routes, close: async () => {} };
}

// The web app, built once for all journeys that run side by side and again after a change.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const built = join(root, 'build/journeys');

/** A folder with the built app, or with the gallery in it; one that was built from the same sources is taken as it is. */
export async function webFolder(mode: 'production' | 'pieces' = 'production'): Promise<string> {
  const stamp = `${mode}-${await stampOf()}`;
  const folder = join(built, stamp);
  if (existsSync(join(folder, 'index.html'))) return folder;
  await mkdir(built, { recursive: true });
  await forgetOld();
  const own = join(built, `${stamp}-${randomUUID()}`);
  const web = join(root, 'src/web');
  // Read only where there is something to build: it is a third of a second.
  const { build } = await import('vite');
  await build({ root: web, configFile: join(web, 'vite.config.ts'), mode, logLevel: 'warn', build: { outDir: own, emptyOutDir: true, reportCompressedSize: false } });
  // Another journey may have built the same meanwhile: then its folder stands, and ours goes.
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  return folder;
}

const anHourMs = 3_600_000;

/** What was built of former sources goes, but not under a journey that still runs. */
async function forgetOld(): Promise<void> {
  for (const name of await readdir(built)) {
    const folder = join(built, name);
    const made = await stat(folder).catch(() => null);
    if (made && Date.now() - made.mtimeMs > anHourMs) await rm(folder, { recursive: true, force: true });
  }
}

/** Changes when a file of the app does. */
async function stampOf(): Promise<string> {
  const hash = createHash('sha256');
  const paths: string[] = [];
  for await (const path of glob(['src/**/*.{ts,tsx,css,html,svg,js}', 'package-lock.json'], { cwd: root })) paths.push(path);
  for (const path of paths.toSorted()) {
    const { mtimeMs, size } = await stat(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

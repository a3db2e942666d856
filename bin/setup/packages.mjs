// The root's exact lock, installed under the pinned Node.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCi } from './npm.mjs';
import { root, say } from './words.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.complete');

/** Whether what is installed is what the lock says. */
export function packagesAreThere() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return true;
  if (!matchesLock()) return false;
  writeFileSync(stampFile, stamp());
  return true;
}

/**
 * Installs the lock when it is not installed as it stands.
 * @param {string} node
 */
export async function ensurePackages(node) {
  if (packagesAreThere()) return;
  say('Installing the exact versions of everything else');
  await npmCi(node, root);
  writeFileSync(stampFile, stamp());
}

function stamp() {
  return createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** npm writes its own list last, so one that agrees with the lock tells of a whole installation. */
function matchesLock() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  /** @typedef {{ version: string, integrity?: string, optional?: boolean }} Entry */
  /** @type {Record<string, Entry>} */
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  /** @type {Record<string, Entry>} */
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    return there ? there.version === entry.version && there.integrity === entry.integrity : entry.optional === true;
  });
}

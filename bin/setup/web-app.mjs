// The web app, built by Vite when one of its inputs has changed since.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { SetupProblem, root, say } from './words.mjs';

export const webFolder = join(root, 'build/web');
const recordFile = join(webFolder, '.inputs.json');
const entry = join(root, 'src/web/index.html');

/** Whether there is a web app, and it is built from what is there now. */
export function webAppIsBuilt() {
  if (!existsSync(entry)) return true;
  if (!existsSync(recordFile)) return false;
  /** @type {{ files: string[], hash: string }} */
  const record = JSON.parse(readFileSync(recordFile, 'utf8'));
  return record.hash === hashInputs(record.files);
}

/**
 * Builds the web app when it is not up to date.
 * @param {string} node
 */
export async function ensureWebApp(node) {
  if (webAppIsBuilt()) return;
  say('Building the web app');
  const child = spawn(node, [join(root, 'bin/setup/build-web-app.mjs')], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => { output += part; });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new SetupProblem(`The web app could not be built; nothing was started.\n${output}`);
}

/**
 * The hash of all inputs: the files the last build read, and the names and contents of those it would find now.
 * @param {string[]} builtFrom paths below the root
 */
export function hashInputs(builtFrom) {
  const files = new Set([...builtFrom, ...webFiles(join(root, 'src')), 'package-lock.json', 'src/web/vite.config.ts']);
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const path = join(root, file);
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : 'missing').update('\0');
  }
  return hash.digest('hex');
}

/**
 * Every file below a folder called web, and every contract.
 * @param {string} folder
 * @returns {string[]}
 */
function webFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile())
    .map((item) => relative(root, join(item.parentPath ?? /** @type {any} */ (item).path, item.name)))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .filter((file) => file.split(sep).slice(0, -1).some((part) => part === 'web' || part === 'ui') || file.endsWith(`${sep}contract.ts`));
}

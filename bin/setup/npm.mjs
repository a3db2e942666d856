// Runs npm's own program with a Node of our choice: npm picks versions by the Node it runs on.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { homedir } from 'node:os';
import { SetupProblem, scratch } from './words.mjs';

/**
 * Installs the exact lock of `folder`, running no package's scripts.
 * @param {string} node the Node to run npm with
 * @param {string} folder
 */
export async function npmCi(node, folder) {
  const npm = findNpm();
  const args = [npm, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', ...cacheArgs()];
  const { code, output } = await run(node, args, folder, machineSettings(npm));
  if (code === 0) return;
  if (/ENOSPC/.test(output)) throw new SetupProblem(`The disk that holds ${folder} is full. Nothing else was changed. Make room there and start again.`);
  if (/EACCES|EROFS|EPERM/.test(output)) throw new SetupProblem(`${folder} cannot be written by this user, so nothing could be installed there. Nothing else was changed. Give this user the right to write there.\n${output}`);
  throw new SetupProblem(`Installing the exact versions in ${folder} failed. Start again once the reason below is gone; what was half installed is cleared away by itself.\n${output}`);
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} settings
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(node, args, cwd, settings) {
  const child = spawn(node, args, { cwd, env: { ...cleanEnvironment(), ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => { output += part; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

/** Without what an outer `npm start` says of itself; npm's own settings stay. */
function cleanEnvironment() {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath|node_execpath)|^npm_config_(local_prefix|global_prefix|prefix)$/.test(name));
  return Object.fromEntries(entries);
}

/**
 * npm looks for the machine's settings (a registry, a certificate authority) beside its Node; with another Node
 * it has to be told. The machine's certificates are trusted too, as its own Node may have been built to.
 * @param {string} npm
 */
function machineSettings(npm) {
  const asked = spawnSync(process.execPath, [npm, 'config', 'get', 'globalconfig'], { encoding: 'utf8', env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'ignore'] });
  const file = asked.stdout?.trim();
  return { NODE_USE_SYSTEM_CA: process.env['NODE_USE_SYSTEM_CA'] ?? '1', ...(file && existsSync(file) ? { npm_config_globalconfig: file } : {}) };
}

/** The usual cache, or one of our own where the home folder cannot be written. */
function cacheArgs() {
  if (process.env['npm_config_cache']) return [];
  try {
    accessSync(homedir(), constants.W_OK);
    return [];
  } catch {
    return [`--cache=${join(scratch, 'npm-cache')}`];
  }
}

/** The file of npm's program. */
function findNpm() {
  const beside = join(dirname(realpathSync(process.execPath)), '..');
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const places = [
    process.env['npm_execpath'],
    join(beside, 'lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'share/nodejs/npm/bin/npm-cli.js'),
    ...onPath,
  ];
  for (const place of places) {
    if (!place || !existsSync(place)) continue;
    const real = realpathSync(place);
    if (real.endsWith('npm-cli.js')) return real;
  }
  throw new SetupProblem('npm was not found beside Node or on PATH. Nothing was changed. Install it (it comes with Node) and start again.');
}

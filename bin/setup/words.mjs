// Plain JavaScript that Node 20 runs: nothing is installed yet when this is read.
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** What this checkout makes for itself and may lose: caches, locks. */
export const scratch = join(root, '.runtime');

/** A failure a person can act on: printed as it is, without a stack. */
export class SetupProblem extends Error {}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs the set-up's main function; a problem becomes a sentence and exit code 1.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(error instanceof SetupProblem ? `${error.message}\n` : `${/** @type {Error} */ (error).stack}\n`);
    process.exitCode = 1;
  }
}

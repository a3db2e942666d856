import { relative } from 'node:path';
import type { RoleName } from '../platform/config/index.ts';
import { runKindred, type RunningKindred } from '../main.ts';
import type { CommandIo, RunCommand } from './commands.ts';

/** A terminal's Ctrl-C may come twice (npm passes on what we have had already): what follows within this is the same one. */
const sameSignalMs = 700;

/** Runs until it is asked to stop. `roles` null: those of KINDRED_ROLES, all unless said. */
export function roleCommand(roles: readonly RoleName[] | null): { run: RunCommand } {
  return { run: (_args, io) => runUntilAsked(roles, io) };
}

async function runUntilAsked(roles: readonly RoleName[] | null, io: CommandIo): Promise<number> {
  const say = (line: string) => void io.stdout.write(`${line}\n`);
  const asked = stopSignal();
  const started = runKindred({ environment: io.environment, alone: roles === null, say, ...(roles && { roles }) });
  // Asked while it starts: what has started by then is stopped as well.
  const kindred = await started;
  if (!asked.isSet()) tellAddress(kindred, say);
  const code = await Promise.race([asked.promise, untilDefect(kindred)]);
  await kindred.stop();
  return code;
}

function tellAddress({ config }: RunningKindred, say: (line: string) => void): void {
  if (config.roles.includes('web')) {
    say(`\n  Kindred is at http://localhost:${config.port}\n`);
    if (config.baseUrl !== `http://localhost:${config.port}`) say(`  People reach it at ${config.baseUrl}`);
    say(`  Your data is in ${relative(process.cwd(), config.dataFolder) || '.'}. Ctrl-C stops everything.\n`);
  } else {
    say(`Kindred runs: ${config.roles.join(', ')}`);
  }
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process at once. */
function stopSignal(): { promise: Promise<number>; isSet: () => boolean } {
  let firstAt = 0;
  const promise = new Promise<number>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (firstAt === 0) {
          firstAt = Date.now();
          resolve(0);
        } else if (Date.now() - firstAt > sameSignalMs) {
          process.exit(130);
        }
      });
    }
  });
  return { promise, isSet: () => firstAt > 0 };
}

/** A defect nobody caught: it is logged, all is stopped in order, and the exit code says so. */
function untilDefect({ log }: RunningKindred): Promise<number> {
  return new Promise((resolve) => {
    for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(name, (error: unknown) => {
        log.fatal({ err: error }, 'a defect ends this process');
        resolve(1);
      });
    }
  });
}

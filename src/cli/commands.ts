import type { RoleName } from '../platform/config/index.ts';

/** Where a command reads and writes; tests supply their own. */
export interface CommandIo {
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  environment: Readonly<Record<string, string | undefined>>;
}

/** Does what was asked; answers the exit code. A Problem it throws is printed as one sentence. */
export type RunCommand = (args: string[], io: CommandIo) => Promise<number>;

export interface Command {
  /** One line for `bin/kindred --help`. */
  summary: string;
  /** How it is called, after `bin/kindred `. */
  usage: string;
  load: () => Promise<{ run: RunCommand }>;
}

const role = (name: RoleName, summary: string): Command => ({
  summary, usage: name, load: async () => (await import('./run-role.ts')).roleCommand([name]),
});

/** Every command by its name. A name of two words is written with a space. */
export const commands: Readonly<Record<string, Command>> = {
  start: { summary: 'everything in one process, as npm start does', usage: 'start', load: async () => (await import('./run-role.ts')).roleCommand(null) },
  web: role('web', 'the app and its API'),
  hits: role('hits', 'the tracking address: pixels, links, unsubscribes'),
  sender: role('sender', 'hands messages to mail servers'),
  worker: role('worker', 'judges hits, folds counts, freezes audiences, imports'),
  demo: { summary: 'makes the demo company: a year of mail by named people', usage: 'demo [--as-of YYYY-MM-DD] [--seed TEXT]', load: () => import('./demo.ts') },
  'member link': { summary: 'prints a link that lets a member in', usage: 'member link EMAIL [--remove-second-factor]', load: () => import('./member.ts') },
  'inspect-hit': { summary: 'judges hits given as JSON lines', usage: 'inspect-hit --json [FILE...]', load: () => import('./inspect-hit.ts') },
  'inspect-mail': { summary: 'says what mails that came back are', usage: 'inspect-mail --json FILE...', load: () => import('./inspect-mail.ts') },
  'check-counts': { summary: 'recounts everything from the log and names every difference', usage: 'check-counts [--json] [--repair]', load: () => import('./check-counts.ts') },
  bench: { summary: 'measures against a ceiling of the same run', usage: 'bench track|send|import|results [--json] [--count N]', load: () => import('./bench.ts') },
  simulate: { summary: 'plays months of a sequence from a seed, and names every broken promise', usage: 'simulate sequences [--json] [--seed N] [--count N] [--days N]', load: () => import('./simulate.ts') },
  backup: { summary: 'writes everything into one file, while running', usage: 'backup FILE', load: () => import('./backup.ts') },
  restore: { summary: 'reads a back-up into an empty database', usage: 'restore FILE [--replace]', load: () => import('./restore.ts') },
};

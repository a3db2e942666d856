import type { Command } from './commands.ts';

type Commands = Readonly<Record<string, Command>>;

export type Found =
  | { kind: 'help' }
  | { kind: 'usage'; command: Command }
  | { kind: 'run'; command: Command; args: string[] }
  | { kind: 'unknown'; message: string };

/** Finds the command that the words begin with; names of two words come before those of one. */
export function findCommand(commands: Commands, words: readonly string[]): Found {
  const isHelp = (word: string | undefined) => word === '--help' || word === '-h' || word === 'help';
  if (words.length === 0 || isHelp(words[0])) return { kind: 'help' };
  for (const length of [2, 1]) {
    const command = commands[words.slice(0, length).join(' ')];
    const args = words.slice(length);
    if (command) return args.some((arg) => arg === '--help' || arg === '-h') ? { kind: 'usage', command } : { kind: 'run', command, args };
  }
  const asked = words[0]!;
  const family = Object.keys(commands).filter((name) => name.startsWith(`${asked} `));
  const near = family.length > 0 ? family : Object.keys(commands).filter((name) => distance(name.split(' ')[0]!, asked) <= 2);
  const hint = near.length > 0 ? `Did you mean ${near.map((name) => `bin/kindred ${name}`).join(' or ')}?` : 'bin/kindred --help lists all.';
  return { kind: 'unknown', message: `There is no command ${words.slice(0, 2).join(' ')}. ${hint}` };
}

export function helpText(commands: Commands): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.split('\n')[0]!.length));
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.split('\n')[0]!.padEnd(width)}  ${summary}`);
  return `Usage: bin/kindred COMMAND\n\n${lines.join('\n')}\n\nbin/kindred COMMAND --help says more of one.\n`;
}

export function usageText({ usage, summary }: Command): string {
  return `Usage: bin/kindred ${usage}\n\n${summary[0]!.toUpperCase()}${summary.slice(1)}.\n`;
}

/** Edit distance, for typing slips. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

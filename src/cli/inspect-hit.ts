import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { inspectHits, type InspectedLine } from '../delivery/tracking/index.ts';
import type { RunCommand } from './commands.ts';

/** `bin/kindred inspect-hit --json [FILE...]`: says of each hit who it was; reads standard input when no file is named. */
export const run: RunCommand = async (args, io) => {
  const files = args.filter((arg) => arg !== '--json' && arg !== '-');
  const unknown = files.find((arg) => arg.startsWith('-'));
  if (unknown) {
    io.stderr.write(`inspect-hit has no option ${unknown}. Usage: bin/kindred inspect-hit --json [FILE...]\n`);
    return 2;
  }
  const lines: InspectedLine[] = [];
  if (files.length === 0) await readLines(io.stdin, 'line', lines);
  for (const file of files) {
    const handle = await open(file).catch((error: NodeJS.ErrnoException) => error);
    if (handle instanceof Error) {
      io.stderr.write(`${file} cannot be read (${handle.code ?? handle.message}).\n`);
      return 1;
    }
    await readLines(handle.createReadStream(), files.length > 1 ? `${file}, line` : 'line', lines);
  }
  const { verdicts, problems } = inspectHits(lines);
  for (const verdict of verdicts) io.stdout.write(`${JSON.stringify(verdict)}\n`);
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
};

async function readLines(input: NodeJS.ReadableStream, label: string, into: InspectedLine[]): Promise<void> {
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() !== '') into.push({ place: `${label} ${number}`, text: number === 1 ? text.replace(/^\uFEFF/, '') : text });
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Puts a result under its heading in docs/faults.md, in place of the last one. */
export async function writeFaultResult(title: string, lines: readonly string[]): Promise<void> {
  const path = join(import.meta.dirname, '../../docs/faults.md');
  const before = await readFile(path, 'utf8').catch(() => '# Faults, tried\n');
  const others = before.split(/(?=^## )/m).filter((part) => !part.startsWith(`## ${title}\n`));
  await writeFile(path, `${others.join('').trimEnd()}\n\n## ${title}\n\n${lines.join('\n')}\n`);
}

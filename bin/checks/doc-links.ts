import { posix } from 'node:path';
import type { Tree } from './tree.ts';

const link = /\[[^\]]*\]\((?!https?:|mailto:)([^)\s]+)\)/g;

/** Links between documents lead somewhere, headings included. */
export function docLinks(tree: Tree): string[] {
  const folders = new Set([...tree.keys()].flatMap((path) => parents(path)));
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!path.endsWith('.md')) continue;
    for (const [, target] of text.replaceAll(/```[^]*?```/g, '').matchAll(link)) {
      const [file, heading] = decodeURI(target!).split('#') as [string, string?];
      const to = file ? posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, '') : path;
      if (!tree.has(to) && !folders.has(to)) found.push(`${path} links to ${target}, which is not there`);
      else if (heading && to.endsWith('.md') && !headings(tree.get(to)!).includes(heading)) found.push(`${path} links to ${target}: there is no such heading`);
    }
  }
  return found;
}

function headings(text: string): string[] {
  return [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => match[1]!.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-'));
}

function parents(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

import { posix } from 'node:path';
import { isTest, sliceOf, withoutComments, type House, type Tree } from './tree.ts';

interface Import {
  from: string;
  to: string;
  /** Erased before it runs. */
  typeOnly: boolean;
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.{1,2}\/[^']+)'|import\(\s*'(\.{1,2}\/[^']+)'\s*\)/g;

/**
 * Groups import leftwards only; slices are entered by their faces; the browser takes contracts and the
 * design system alone; slices of one group go in no circle. Tests may reach for what they need.
 */
export function importRules(tree: Tree, house: House): string[] {
  const found: string[] = [];
  const edges: Import[] = [];
  for (const [path, text] of tree) {
    if (!/^src\/.*\.tsx?$/.test(path) || isTest(path)) continue;
    for (const one of importsOf(path, text)) {
      const complaint = judge(one, house);
      if (complaint) found.push(complaint);
      if (!tree.has(one.to) && !complaint) found.push(`${one.from} imports ${one.to}, which is not there`);
      if (!one.typeOnly) edges.push(one);
    }
  }
  return [...found, ...circles(edges, house)];
}

export function importsOf(path: string, text: string): Import[] {
  return [...withoutComments(text).matchAll(importPattern)].map((match) => ({
    from: path, to: posix.normalize(posix.join(posix.dirname(path), (match[2] ?? match[3])!.split('?')[0]!)), typeOnly: Boolean(match[1]),
  }));
}

function judge({ from, to }: Import, house: House): string | null {
  const [source, target] = [sliceOf(from, house), sliceOf(to, house)];
  const inBrowser = isWeb(from);
  if (!to.startsWith('src/')) return to.startsWith('test/') ? `${from} imports ${to}: the product does not know its tests` : null;
  if (target === null) {
    return source === null || to.split('/')[1] === 'role.ts' ? null : `${from} imports ${to}: a slice knows nothing of what lies to its right`;
  }
  if (source === target) return inBrowser && !isBrowserSafe(to, target, house, true) ? `${from} imports ${to}: the browser takes contract.ts and web code only` : null;
  if (source !== null && groupIndex(target, house) > groupIndex(source, house)) return `${from} imports ${to}: ${source} may not know ${target}, which lies to its right`;
  if (source !== null && house.openSlices.includes(source)) return target.startsWith('platform/') ? null : `${from} imports ${to}: ${source} knows platform only`;
  if (isWebShell(from) && to === `src/${target}/web/pages.tsx`) return null; // What a slice registers with the shell.
  if (inBrowser || isWebShell(from)) return isBrowserSafe(to, target, house) ? null : `${from} imports ${to}: the browser takes contract.ts and web/index.ts only`;
  if (to === `src/${target}/index.ts` || to === `src/${target}/contract.ts`) return null;
  if (Object.keys(house.insiders).some((prefix) => from.startsWith(`${prefix}/`))) return null;
  return `${from} imports ${to}: ${target} is entered by its index.ts or contract.ts`;
}

const isWeb = (path: string): boolean => /^src\/[^/]+\/[^/]+\/web\//.test(path);
const isWebShell = (path: string): boolean => path.startsWith('src/web/');

/** Of its own slice a screen takes all web code, of others what their web/index.ts shows. */
function isBrowserSafe(to: string, target: string, house: House, own = false): boolean {
  return house.openSlices.includes(target) || to === `src/${target}/contract.ts` || to === `src/${target}/web/index.ts` || (own && isWeb(to));
}

function groupIndex(slice: string, house: House): number {
  return house.groups.indexOf(slice.split('/')[0]!);
}

function circles(edges: readonly Import[], house: House): string[] {
  const graph = new Map<string, Map<string, Import>>();
  for (const edge of edges) {
    const [from, to] = [sliceOf(edge.from, house), sliceOf(edge.to, house)];
    if (!from || !to || from === to || isWeb(edge.from)) continue;
    graph.set(from, (graph.get(from) ?? new Map<string, Import>()).set(to, edge));
  }
  const found = new Set<string>();
  const visit = (slice: string, path: string[]): void => {
    const at = path.indexOf(slice);
    if (at >= 0) {
      const circle = path.slice(at);
      const first = circle.indexOf(circle.toSorted()[0]!);
      found.add([...circle.slice(first), ...circle.slice(0, first)].join(' -> '));
      return;
    }
    if (done.has(slice)) return;
    for (const next of graph.get(slice)?.keys() ?? []) visit(next, [...path, slice]);
    done.add(slice);
  };
  const done = new Set<string>();
  for (const slice of graph.keys()) visit(slice, []);
  return [...found].map((circle) => `slices go in a circle: ${circle}`);
}

import { isTest, sliceOf, type House, type Tree } from './tree.ts';

const limit = 300;
const kebab = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/;
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'service', 'data', 'info', 'misc', 'shared']);

/** Files past 300 lines need a reason; one that has shrunk needs it no longer. */
export function fileSizes(tree: Tree, house: House): string[] {
  const lengths = [...tree].filter(([path]) => isCode(path)).map(([path, text]) => [path, lineCount(text)] as const);
  return [
    ...lengths.filter(([path, lines]) => lines > limit && !house.long[path]).map(([path, lines]) => `${path} has ${lines} lines; past ${limit} a file is usually two (or give its reason in docs/house.json)`),
    ...Object.keys(house.long).filter((path) => lineCount(tree.get(path) ?? '') <= limit).map((path) => `docs/house.json excuses ${path}, which needs no excuse`),
  ];
}

/** The middle and the ninetieth percentile of server files and of components, in words. */
export function sizeReport(tree: Tree): string {
  const group = (name: string, pick: (path: string) => boolean) => {
    const lines = [...tree].filter(([path]) => isCode(path) && !isTest(path) && pick(path)).map(([, text]) => lineCount(text)).toSorted((a, b) => a - b);
    return `${name}: ${lines.length} files, median ${lines[Math.floor(lines.length / 2)] ?? 0} lines, 90th percentile ${lines[Math.floor(lines.length * 0.9)] ?? 0}`;
  };
  return [group('server', (path) => path.startsWith('src/') && path.endsWith('.ts')), group('components', (path) => path.endsWith('.tsx'))].join('; ');
}

/** Names are in kebab-case and say something. */
export function fileNames(tree: Tree): string[] {
  return [...tree.keys()].filter(isCode).flatMap((path) => {
    const name = path.split('/').at(-1)!;
    const stem = name.split('.')[0]!;
    if (!kebab.test(name)) return [`${path} is not in kebab-case`];
    return emptyNames.has(stem.split('-').at(-1)!) ? [`${path}: "${stem}" does not say what it does`] : [];
  });
}

/** Every slice has a README and a face. */
export function sliceShape(tree: Tree, house: House): string[] {
  const slices = new Set([...tree.keys()].map((path) => sliceOf(path, house)).filter((slice) => slice !== null));
  return [...slices].flatMap((slice) => [
    ...(house.openSlices.includes(slice) || tree.has(`src/${slice}/index.ts`) ? [] : [`src/${slice} has no index.ts`]),
    ...(slice.startsWith('platform/') || tree.has(`src/${slice}/README.md`) ? [] : [`src/${slice} has no README.md`]),
  ]);
}

/** Named exports only: one name a thing, everywhere. */
export function exportNames(tree: Tree): string[] {
  return [...tree].filter(([path, text]) => /^src\/.*\.tsx?$/.test(path) && !path.endsWith('/vite.config.ts') && /^export default\b/m.test(text))
    .map(([path]) => `${path} has a default export`);
}

const isCode = (path: string): boolean => /^(src|bin|test)\/.*\.(ts|tsx|mjs)$/.test(path);
const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

import type { Tree } from './tree.ts';

interface Entry {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  /** It comes inside of the package above it. */
  inBundle?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * The locks are whole: exact versions, a checksum for each, no host, and every platform's packages
 * (npm drops those of others when it installs over what is there; then a clone elsewhere cannot install).
 */
export function lockFiles(tree: Tree): string[] {
  return [...tree.keys()].filter((path) => path.endsWith('package-lock.json')).flatMap((path) => {
    const { packages } = JSON.parse(tree.get(path)!) as { packages: Record<string, Entry> };
    const manifest = JSON.parse(tree.get(path.replace('-lock', ''))!) as Manifest;
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
    return [
      ...asked.filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version)).map(([name, version]) => `${path}: ${name} is asked for as ${version}, not exactly`),
      ...asked.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version).map(([name]) => `${path} does not hold ${name} as package.json asks for it`),
      ...Object.entries(packages).flatMap(([name, entry]) => (name === '' ? [] : entryFindings(path, name, entry, packages))),
    ];
  });
}

function entryFindings(path: string, name: string, entry: Entry, packages: Record<string, Entry>): string[] {
  return [
    ...(entry.resolved ? [`${path}: ${name} names a host`] : []),
    ...(entry.integrity || entry.inBundle ? [] : [`${path}: ${name} has no checksum`]),
    ...Object.keys(entry.optionalDependencies ?? {}).filter((needed) => !reaches(name, needed, packages)).map((needed) => `${path}: ${needed} is missing, which ${name} has on another platform; write the lock anew without node_modules`),
  ];
}

/** Whether `needed` is found from the folder of `name`, as Node looks. */
function reaches(name: string, needed: string, packages: Record<string, Entry>): boolean {
  for (let folder = name; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[folder ? `${folder}/node_modules/${needed}` : `node_modules/${needed}`]) return true;
    if (folder === '') return false;
  }
}

import { isTest, sliceOf, withoutComments, type House, type Tree } from './tree.ts';

/** Each table has one owner, and only its owner's SQL writes it. */
export function tableOwnership(tree: Tree, house: House): string[] {
  const schema = tree.get('db/schema.sql') ?? '';
  const tables = [...schema.matchAll(/^create table (\w+) \(/gm)].map((match) => match[1]!);
  const owners = new Map<string, string[]>();
  for (const [slice, owned] of Object.entries(house.tables)) {
    for (const table of owned) owners.set(table, [...(owners.get(table) ?? []), slice]);
  }
  return [
    ...tables.filter((table) => !owners.has(table)).map((table) => `table ${table} has no owner in docs/house.json`),
    ...[...owners].filter(([table]) => !tables.includes(table)).map(([table]) => `docs/house.json gives away a table ${table} that db/schema.sql does not have`),
    ...[...owners].filter(([, slices]) => slices.length > 1).map(([table, slices]) => `table ${table} has several owners: ${slices.join(', ')}`),
    ...readmes(tree, house),
    ...foreignWrites(tree, house, new Map([...owners].map(([table, slices]) => [table, slices[0]!]))),
  ];
}

function readmes(tree: Tree, house: House): string[] {
  return Object.entries(house.tables).flatMap(([slice, owned]) => {
    const text = tree.get(`src/${slice}/README.md`);
    return text === undefined ? [] : owned.filter((table) => !text.includes(table)).map((table) => `src/${slice}/README.md does not name its table ${table}`);
  });
}

const writes = /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?(?:public\.)?(\w+)\b|\bupdate\s+(?:only\s+)?(?:public\.)?(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi;

function foreignWrites(tree: Tree, house: House, owners: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!/^src\/.*\.ts$/.test(path) || isTest(path)) continue;
    const slice = sliceOf(path, house);
    if (Object.keys(house.writesAnything).some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) continue;
    for (const match of withoutComments(text).matchAll(writes)) {
      const table = (match[1] ?? match[2])!;
      const owner = owners.get(table);
      if (owner && owner !== slice) found.push(`${path} writes ${table}, which belongs to ${owner}`);
    }
  }
  return [...new Set(found)];
}

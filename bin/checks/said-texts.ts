import { parseSync } from 'vite';
import { isTest, sliceOf, type House, type Tree } from './tree.ts';

// What the code says, read from its syntax: texts that go through t(), tn(), phrase(), says(), keep(),
// rich() and richN(), and texts on screens that go through none of them.

export interface SaidText {
  path: string;
  /** The key in a catalogue: the English text; of plurals the `one`. */
  text: string;
  /** Present for plurals. */
  other?: string;
}

/** A node of the syntax tree (ESTree); only what is read here is named. */
export interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

export const speakers: ReadonlySet<string> = new Set(['t', 'tn', 'phrase', 'says', 'keep', 'rich', 'richN']);
const plural = new Set(['tn', 'richN']);
/** Attributes and properties that people read. */
const shown = new Set(['label', 'title', 'placeholder', 'aria-label', 'alt', 'hint', 'head', 'submit', 'verb', 'keep', 'under', 'note', 'detail', 'caption', 'summary', 'empty', 'promise', 'what', 'word', 'words']);
const speaks = /\b(?:t|tn|phrase|says|keep|rich|richN)\(/;
const letters = /\p{L}{2}/u;

/** Every text the code says, file by file; with it what cannot be read because it is put together while running. */
export function saidTexts(tree: Tree): { said: SaidText[]; found: string[] } {
  const said: SaidText[] = [];
  const found: string[] = [];
  for (const [path, text] of spokenFiles(tree)) {
    if (!speaks.test(text)) continue;
    visit(parsed(path, text), (node) => {
      if (node.type !== 'CallExpression') return;
      const callee = node['callee'] as Node;
      const name = nameOf(callee.type === 'MemberExpression' ? (callee['property'] as Node) : callee);
      if (!name || !speakers.has(name)) return;
      const args = node['arguments'] as Node[];
      const [first, second] = plural.has(name) ? [args[1], args[2]] : [args[0], undefined];
      const one = literalOf(first);
      const other = literalOf(second);
      if (plural.has(name) ? one !== null && other !== null : one !== null) said.push({ path, text: one!, ...(plural.has(name) ? { other: other! } : {}) });
      else if (first && /^(TemplateLiteral|BinaryExpression)$/.test(first.type)) found.push(`${path}: ${name}() takes a text written out, with {names} for its values`);
    });
  }
  return { said, found };
}

/** Texts in JSX, in attributes people read, and in the tables of screens that no language but English has. */
export function unsaidTexts(tree: Tree, house: House): string[] {
  const exempt = new Set(house.untranslated);
  const found: string[] = [];
  for (const [path, text] of spokenFiles(tree)) {
    if (!isScreen(path)) continue;
    const complain = (node: Node | undefined | null): void => {
      for (const literal of literalsIn(node)) {
        const words = literal.trim();
        if (letters.test(words) && !exempt.has(words)) found.push(`${path} shows "${words.slice(0, 60)}" without t()`);
      }
    };
    visit(parsed(path, text), (node) => {
      if (node.type === 'JSXText') complain({ type: 'Literal', start: node.start, value: node['value'] });
      else if (node.type === 'JSXAttribute' && shown.has(nameOf(node['name'] as Node) ?? '')) complain(node['value'] as Node | null);
      else if (node.type === 'JSXElement' || node.type === 'JSXFragment') for (const child of node['children'] as Node[]) if (child.type === 'JSXExpressionContainer') complain(child);
      if (node.type === 'Property' && nameOf(node['key'] as Node) !== 'what' && shown.has(nameOf(node['key'] as Node) ?? '')) complain(node['value'] as Node);
    });
  }
  return found;
}

/** Of the browser's code and the server's; tests, benches, the command line and the gallery speak English. */
function spokenFiles(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => /^src\/.*\.tsx?$/.test(path) && !isTest(path) && !/^src\/(bench|cli|demo|web\/pieces)\//.test(path));
}

const isScreen = (path: string): boolean => /^src\/(web\/|platform\/ui\/|[^/]+\/[^/]+\/web\/)/.test(path);

/** The catalogue a file's texts stand in: `people-lists` of `src/people/lists/web/lists-page.tsx`. */
export function catalogueOf(path: string, house: House): string {
  return sliceOf(path, house)?.replace('/', '-') ?? 'web-shell';
}

/** Strings that a value may turn out as: both sides of a choice, the words of a template. */
function literalsIn(node: Node | undefined | null): string[] {
  if (!node) return [];
  switch (node.type) {
    case 'Literal': return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral': return [(node['quasis'] as { value: { cooked: string } }[]).map((part) => part.value.cooked).join(' ')];
    case 'JSXExpressionContainer': return literalsIn(node['expression'] as Node);
    case 'ConditionalExpression': return [...literalsIn(node['consequent'] as Node), ...literalsIn(node['alternate'] as Node)];
    case 'LogicalExpression': return [...literalsIn(node['left'] as Node), ...literalsIn(node['right'] as Node)];
    default: return [];
  }
}

const literalOf = (node: Node | undefined): string | null => (node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null);

function nameOf(node: Node): string | null {
  const name = node['name'] ?? node['value'];
  return typeof name === 'string' ? name : null;
}

const trees = new Map<string, Node>();
export function parsed(path: string, text: string): Node {
  const key = `${path}\n${text}`;
  let tree = trees.get(key);
  if (!tree) trees.set(key, (tree = parseSync(path, text).program as unknown as Node));
  return tree;
}

function visit(node: Node, see: (node: Node) => void): void {
  visitWithParents(node, see);
}

/** Each node with those it stands in, the outermost first. */
export function visitWithParents(node: Node, see: (node: Node, parents: readonly Node[]) => void, parents: readonly Node[] = []): void {
  see(node, parents);
  const within = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') visitWithParents(child as Node, see, within);
    }
  }
}

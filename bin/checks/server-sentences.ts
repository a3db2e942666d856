import { parsed, speakers, visitWithParents, type Node } from './said-texts.ts';
import { isTest, type House, type Tree } from './tree.ts';

// A sentence that the server says to people in English alone is a literal that went past t(), keep(),
// phrase() and says(). It is known by its shape, or by where it stands.

/** A capital or a value first, three words, a full stop: what people read, and hardly anything else. */
const sentence = /^[\p{Lu}“\0][^\n]*? [^\n]*? [^\n]*[.!?]$/u;
/** Makers of what people read: the argument with the words. */
const problems = new Set(['invalid', 'conflict', 'forbidden', 'Problem', 'HttpProblem']);
/** Zod's checks take the complaint last. */
const complaints = new Set(['min', 'max', 'length', 'regex', 'refine', 'email', 'url']);
/** What developers and operators read: the program's defects, the help of its metrics. */
const forDevelopers = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'gauge', 'counter']);

/** Sentences of the server without a language; `house.englishOnly` names files and folders, each with its reason. */
export function serverSentences(tree: Tree, house: House): string[] {
  const exempt = Object.keys(house.englishOnly);
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!/^src\/.*\.ts$/.test(path) || isTest(path) || /\/web\/|^src\/(web|bench|cli|demo)\/|^src\/platform\/ui\//.test(path) || exempt.some((prefix) => path.startsWith(prefix))) continue;
    visitWithParents(parsed(path, text), (node, parents) => {
      const words = wordsOf(node);
      if (words !== null && isShown(node, words, parents)) found.push(`${path} says "${words.replaceAll('\0', '…').slice(0, 60)}" in English alone: t(), keep(), phrase() or says()`);
    });
  }
  return found;
}

/** A literal's text; values of a template stand as NUL. */
function wordsOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  return node.type === 'TemplateLiteral' ? (node['quasis'] as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('\0') : null;
}

function isShown(node: Node, words: string, parents: readonly Node[]): boolean {
  const parent = parents.at(-1);
  const call = parents.findLast((each) => each.type === 'CallExpression' || each.type === 'NewExpression');
  const callee = call && nameOfCallee(call);
  if (callee && speakers.has(callee) && (call['arguments'] as Node[]).includes(node)) return false;
  if (parent?.type === 'Property' && (parent['key'] as Node)['name'] === 'summary') return false;
  if (parent?.type === 'TaggedTemplateExpression' || parents.some((each) => (each.type === 'NewExpression' || each.type === 'CallExpression') && forDevelopers.has(nameOfCallee(each) ?? ''))) return false;
  if (sentence.test(words)) return true;
  const isArgument = call !== undefined && (call['arguments'] as Node[]).includes(node);
  if (!isArgument || !callee || !/\p{L} \p{L}/u.test(words)) return false;
  return problems.has(callee) || (complaints.has(callee) && (call['arguments'] as Node[]).at(-1) === node && (call['callee'] as Node).type === 'MemberExpression');
}

function nameOfCallee(call: Node): string | null {
  const callee = call['callee'] as Node;
  const name = (callee.type === 'MemberExpression' ? (callee['property'] as Node) : callee)['name'];
  return typeof name === 'string' ? name : null;
}

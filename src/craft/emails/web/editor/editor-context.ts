import type { Node } from '@tiptap/pm/model';
import { t } from '../../../../platform/ui/words.ts';
import type { ConditionOperator } from '../../contract.ts';

/** What blocks need to know of the page around them. One object for an editor's life; its fields change. */
export interface EditorContext {
  /** "First name" for `contact.first_name`; the path itself while the names are on their way. */
  labelOf: (path: string) => string;
  /** Drawn again when the names of variables have come. */
  redraw: Set<() => void>;
  /** Takes pictures in: each is uploaded and then stands at its place in the mail. */
  takeFiles: (files: readonly File[], at: number) => void;
  /** Pictures that came inside a pasted text, by the id of the block that waits for each. */
  takePasted: (pictures: ReadonlyMap<string, string>, unreachable: number) => void;
  /** Shows the attributes of a block. */
  inspect: () => void;
  /** Keeps blocks to be used again; null where there is no place for them. */
  keep: ((blocks: readonly Node[]) => void) | null;
  /** A key pressed while a menu of the editor is open; true when the menu took it. */
  onMenuKey: (event: KeyboardEvent) => boolean;
  /** Opens the field for a link's address. */
  askForLink: () => void;
}

const operatorWords: Record<ConditionOperator, () => string> = {
  is: () => t('is'), 'is-not': () => t('is not'), contains: () => t('contains'), 'is-set': () => t('is known'), 'is-not-set': () => t('is not known'),
};

export const wordsOfOperator = (op: ConditionOperator): string => operatorWords[op]();

/** Whether a condition compares with a value at all. */
export const comparesValue = (op: string): boolean => op !== 'is-set' && op !== 'is-not-set';

/** "Only if Company is Lusitra". */
export function wordsOfCondition(node: Node, labelOf: (path: string) => string): string {
  const { path, op, value } = node.attrs as { path: string; op: ConditionOperator; value: string };
  const values = { what: path === '' ? '…' : labelOf(path), is: wordsOfOperator(op), value: value === '' ? '…' : `“${value}”` };
  return comparesValue(op) ? t('Only if {what} {is} {value}', values) : t('Only if {what} {is}', values);
}

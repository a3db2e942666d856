// A menu opened by what is typed: "/" for blocks, "{{" for variables. What follows filters it.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';

export interface Trigger {
  kind: 'block' | 'variable';
  /** What has been typed after it. */
  query: string;
  /** In the document: from the sign to the cursor; what the choice takes the place of. */
  from: number;
  to: number;
}

/** What a line's words up to the cursor ask for. A slash within a word or address is only a slash. */
export function askedFor(before: string): { kind: Trigger['kind']; query: string; length: number } | null {
  const variable = /\{\{ ?([\w. ]{0,40})$/.exec(before);
  if (variable) return { kind: 'variable', query: variable[1]!.trim(), length: variable[0].length };
  const block = /(?:^|\s)(\/([\p{L}\d][\p{L}\d ]{0,24}|))$/u.exec(before);
  return block ? { kind: 'block', query: block[2]!, length: block[1]!.length } : null;
}

export interface TriggerState {
  open: Trigger | null;
  /** Where a menu was closed by Escape: it stays so while the cursor is in what was typed there. */
  closedAt: number | null;
}

export const triggerKey = new PluginKey<TriggerState>('trigger');

function read(state: EditorState): Trigger | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return null;
  const { $from } = selection;
  // A chip is one letter long, like any letter, and never part of what was typed.
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 60), $from.parentOffset, '\ufffc', '\ufffc');
  const asked = askedFor(before);
  return asked && { kind: asked.kind, query: asked.query, from: $from.pos - asked.length, to: $from.pos };
}

/** @param onKey what an open menu does with a key; true when it took it */
export function triggers(onKey: (event: KeyboardEvent) => boolean) {
  return Extension.create({
    name: 'triggers', priority: 2000,
    addProseMirrorPlugins: () => [new Plugin<TriggerState>({
      key: triggerKey,
      state: {
        init: () => ({ open: null, closedAt: null }),
        apply(tr, was, _, state) {
          const meta = tr.getMeta(triggerKey) as 'close' | 'open' | undefined;
          const found = read(state);
          if (meta === 'close') return { open: null, closedAt: found?.from ?? null };
          const closedAt = was.closedAt === null ? null : tr.mapping.map(was.closedAt);
          if (!found || found.from === closedAt) return { open: null, closedAt: found ? closedAt : null };
          // Walking with the arrows through a written slash opens nothing: typing does.
          return { open: was.open || tr.docChanged ? found : null, closedAt: null };
        },
      },
      props: { handleKeyDown: (view, event) => triggerKey.getState(view.state)?.open !== null && onKey(event) },
    })],
  });
}

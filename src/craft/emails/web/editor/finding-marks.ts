// What is to mend, said under the block it is about.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { placeOfBlock } from './blocks.ts';

export interface BlockFinding {
  block: string;
  level: 'error' | 'warning';
  message: string;
}

export const findingKey = new PluginKey<{ findings: readonly BlockFinding[]; marks: DecorationSet }>('findings');

function line(finding: BlockFinding): HTMLElement {
  const made = document.createElement('div');
  made.className = `ed-finding ed-finding--${finding.level}`;
  made.contentEditable = 'false';
  made.setAttribute('role', 'note');
  made.textContent = finding.message;
  return made;
}

export const findingsPlugin = Extension.create({
  name: 'findings',
  addProseMirrorPlugins: () => [new Plugin({
    key: findingKey,
    state: {
      init: () => ({ findings: [] as readonly BlockFinding[], marks: DecorationSet.empty }),
      apply(tr, was, _, state) {
        const findings = tr.getMeta(findingKey) as readonly BlockFinding[] | undefined;
        if (!findings) return tr.docChanged ? { ...was, marks: was.marks.map(tr.mapping, tr.doc) } : was;
        const marks = findings.flatMap((finding) => {
          const at = placeOfBlock(state.doc, finding.block);
          const node = at === null ? null : state.doc.nodeAt(at);
          if (at === null || !node) return [];
          return [
            Decoration.node(at, at + node.nodeSize, { class: `ed-found ed-found--${finding.level}` }),
            // A column's line stands within it: beside it there is no room.
            Decoration.widget(node.type.name === 'column' ? at + node.nodeSize - 1 : at + node.nodeSize, () => line(finding), { side: -1, key: `${finding.block} ${finding.message}`, ignoreSelection: true }),
          ];
        });
        return { findings, marks: DecorationSet.create(state.doc, marks) };
      },
    },
    props: { decorations: (state) => findingKey.getState(state)?.marks },
  })],
});

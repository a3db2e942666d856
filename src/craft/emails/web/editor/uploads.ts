// A place kept in the text while a picture is on its way to the server.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { t } from '../../../../platform/ui/words.ts';

type Change = { add: { id: object; at: number; name: string } } | { remove: { id: object } };
export const uploadKey = new PluginKey<DecorationSet>('uploads');

function waiting(name: string): HTMLElement {
  const made = document.createElement('div');
  made.className = 'ed-uploading';
  made.contentEditable = 'false';
  made.setAttribute('role', 'status');
  made.textContent = t('Uploading {name}', { name });
  return made;
}

export const Uploads = Extension.create({
  name: 'uploads',
  addProseMirrorPlugins: () => [new Plugin<DecorationSet>({
    key: uploadKey,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, was) {
        const set = was.map(tr.mapping, tr.doc);
        const change = tr.getMeta(uploadKey) as Change | undefined;
        if (!change) return set;
        if ('add' in change) return set.add(tr.doc, [Decoration.widget(change.add.at, () => waiting(change.add.name), { id: change.add.id })]);
        return set.remove(set.find(undefined, undefined, (spec) => spec['id'] === change.remove.id));
      },
    },
    props: { decorations: (state) => uploadKey.getState(state) },
  })],
});

/** Where the kept place is now; null when its text is gone. */
export const placeOfUpload = (state: EditorState, id: object): number | null => uploadKey.getState(state)?.find(undefined, undefined, (spec) => spec['id'] === id)[0]?.from ?? null;

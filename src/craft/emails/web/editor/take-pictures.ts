import type { Editor } from '@tiptap/core';
import { toProblem, type ApiProblem } from '../../../../platform/ui/api-problem.ts';
import { placeOfBlock } from './blocks.ts';
import { aspectOf, uploadImage } from './upload-image.ts';
import { placeOfUpload, uploadKey } from './uploads.ts';

/** Uploads pictures one by one, each to a place that keeps up with what is written meanwhile. */
export async function takePictures(editor: Editor, files: readonly File[], at: number, onProblem: (problem: ApiProblem) => void): Promise<void> {
  for (const file of files) {
    const id = {};
    const { view } = editor;
    view.dispatch(view.state.tr.setMeta(uploadKey, { add: { id, at: Math.min(at, view.state.doc.content.size), name: file.name } }));
    try {
      const image = await uploadImage(file);
      const place = placeOfUpload(editor.state, id);
      if (place !== null && !editor.isDestroyed) putImage(editor, place, { src: image.url, width: Math.min(image.width, 600), bytes: image.bytes, aspect: aspectOf(image) });
    } catch (error) {
      onProblem(toProblem(error));
    } finally {
      if (!editor.isDestroyed) view.dispatch(view.state.tr.setMeta(uploadKey, { remove: { id } }));
    }
  }
}

function putImage(editor: Editor, place: number, attrs: Record<string, unknown>): void {
  const $place = editor.state.doc.resolve(place);
  const line = $place.parent;
  // An empty line was left for it; a full one is not cut in two.
  if (line.type.name === 'paragraph' && line.content.size === 0) editor.chain().insertContentAt({ from: $place.before(), to: $place.after() }, { type: 'image', attrs }).setNodeSelection($place.before()).run();
  else editor.chain().insertContentAt($place.depth > 0 ? $place.after(outermostLine($place)) : place, { type: 'image', attrs }).run();
}

/** The depth of the block around a place whose parent takes blocks of any kind. */
function outermostLine($place: ReturnType<Editor['state']['doc']['resolve']>): number {
  for (let depth = $place.depth; depth > 1; depth -= 1) if (['doc', 'column', 'condition'].includes($place.node(depth - 1).type.name)) return depth;
  return 1;
}

/** Pictures that came as part of pasted HTML: uploaded, then shown by the block that waits; one that cannot be is taken out. */
export async function takePasted(editor: Editor, pictures: ReadonlyMap<string, string>, onProblem: (problem: ApiProblem) => void): Promise<void> {
  for (const [id, address] of pictures) {
    try {
      const image = await uploadImage(fileOf(address));
      const at = placeOfBlock(editor.state.doc, id);
      if (at !== null && !editor.isDestroyed) editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'src', image.url).setNodeAttribute(at, 'bytes', image.bytes).setNodeAttribute(at, 'aspect', aspectOf(image)));
    } catch (error) {
      const at = editor.isDestroyed ? null : placeOfBlock(editor.state.doc, id);
      if (at !== null) editor.view.dispatch(editor.state.tr.delete(at, at + 1));
      onProblem(toProblem(error));
    }
  }
}

/** The picture in a `data:` address; the page's policy lets nobody fetch one. */
function fileOf(address: string): File {
  const [, type = '', base64 = '', content = ''] = /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/is.exec(address) ?? [];
  const bytes = base64 ? Uint8Array.from(atob(content.replace(/\s/g, '')), (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(decodeURIComponent(content));
  return new File([bytes], 'pasted', { type });
}

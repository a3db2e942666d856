import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { t } from '../../../../platform/ui/words.ts';
import type { EditorContext } from './editor-context.ts';

/** Narrower than any picture is meant to be, and as wide as the mail. */
export const imageWidths = { least: 24, most: 600 };

const within = (width: number): number => Math.round(Math.min(imageWidths.most, Math.max(imageWidths.least, width)));

/** A picture with a handle at its corner; while it is drawn wider, nothing is saved. */
export function imageView(node: Node, view: EditorView, at: () => number | undefined, context: EditorContext): NodeView {
  const dom = document.createElement('div');
  const box = document.createElement('span');
  const picture = document.createElement('img');
  const handle = document.createElement('span');
  const missing = document.createElement('span');
  dom.className = 'ed-row ed-image';
  box.className = 'ed-picture';
  handle.className = 'ed-resize';
  missing.className = 'ed-missing';
  dom.append(box);
  box.append(picture, missing, handle);

  const draw = (next: Node) => {
    const { src, alt, decorative, width, align, aspect } = next.attrs as { src: string; alt: string; decorative: boolean; width: number | null; align: string; aspect: number | null };
    Object.assign(dom.dataset, { align, waiting: String(src === '') });
    if (src && picture.getAttribute('src') !== src) picture.src = src;
    picture.alt = alt;
    picture.hidden = src === '';
    picture.style.width = width === null ? '' : `${width}px`;
    // Its height before it has loaded: nothing moves when it comes.
    picture.style.aspectRatio = aspect === null ? '' : String(aspect);
    missing.textContent = src === '' ? t('No picture yet: choose one in the settings of this block') : alt === '' && !decorative ? t('Describe it for whoever cannot see it') : '';
    missing.hidden = missing.textContent === '';
  };
  missing.addEventListener('click', () => context.inspect());
  handle.addEventListener('pointerdown', (event) => {
    if (!view.editable) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const begun = { x: event.clientX, width: picture.getBoundingClientRect().width };
    // Pulled from the middle, both edges move.
    const factor = dom.dataset['align'] === 'center' ? 2 : dom.dataset['align'] === 'right' ? -1 : 1;
    const width = (moved: PointerEvent) => within(begun.width + (moved.clientX - begun.x) * factor);
    const move = (moved: PointerEvent) => { picture.style.width = `${width(moved)}px`; };
    const done = (moved: PointerEvent) => {
      handle.removeEventListener('pointermove', move);
      const place = at();
      if (place !== undefined) view.dispatch(view.state.tr.setNodeAttribute(place, 'width', width(moved)));
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', done, { once: true });
  });
  draw(node);
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false;
      draw(next);
      return true;
    },
    stopEvent: (event) => event.target === handle,
    ignoreMutation: () => true,
  };
}

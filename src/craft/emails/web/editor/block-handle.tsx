import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { GripVertical, Plus } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type RefObject } from 'react';
import { Button } from '../../../../platform/ui/button.tsx';
import { Menu } from '../../../../platform/ui/menu.tsx';
import { t } from '../../../../platform/ui/words.ts';
import { blockEntries } from './block-entries.ts';
import { blockAt } from './blocks.ts';
import type { EditorContext } from './editor-context.ts';

interface Pointed {
  at: number;
  top: number;
  left: number;
}

/** The block under the pointer: the innermost that can be moved as a whole. */
function blockUnder(editor: Editor, frame: HTMLElement, event: PointerEvent): Pointed | null {
  const page = editor.view.dom;
  const box = page.getBoundingClientRect();
  if (event.clientY < box.top || event.clientY > box.bottom || event.clientX < frame.getBoundingClientRect().left || event.clientX > box.right) return null;
  // From the margin, the block at this height is meant.
  const inner = getComputedStyle(page);
  const x = Math.min(Math.max(event.clientX, box.left + Number.parseFloat(inner.paddingLeft) + 4), box.right - Number.parseFloat(inner.paddingRight) - 4);
  for (let element = document.elementFromPoint(x, event.clientY); element && element !== page && page.contains(element); element = element.parentElement) {
    const at = placeOf(editor, element);
    if (at === null) continue;
    const own = element.getBoundingClientRect();
    const within = frame.getBoundingClientRect();
    return { at, top: own.top - within.top, left: own.left - within.left };
  }
  return null;
}

function placeOf(editor: Editor, element: Element): number | null {
  const parent = element.parentNode;
  if (!parent) return null;
  try {
    const at = editor.view.posAtDOM(parent, [...parent.childNodes].indexOf(element as ChildNode));
    return blockAt(editor.state, at) && editor.view.nodeDOM(at) === element ? at : null;
  } catch {
    return null;
  }
}

/** In the margin beside the block under the pointer: drag it, or press for what can be done with it. */
export function BlockHandle({ editor, frame, context, onAdd }: { editor: Editor; frame: RefObject<HTMLElement | null>; context: EditorContext; onAdd: (at: number) => void }) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [held, setHeld] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const moved = (event: PointerEvent) => {
      if (held || !frame.current || event.pointerType !== 'mouse' || document.querySelector('.menu[role="menu"]')) return;
      if (event.target instanceof Element && event.target.closest('.ed-handle')) return;
      setPointed(blockUnder(editor, frame.current, event));
    };
    document.addEventListener('pointermove', moved, { passive: true });
    return () => document.removeEventListener('pointermove', moved);
  }, [editor, frame, held]);
  if (!pointed || !editor.isEditable || !blockAt(editor.state, pointed.at)) return null;

  const drag = (event: DragEvent) => {
    const { view } = editor;
    const selection = NodeSelection.create(view.state.doc, pointed.at);
    view.dispatch(view.state.tr.setSelection(selection));
    const slice = selection.content();
    const drawn = view.nodeDOM(pointed.at);
    if (drawn instanceof HTMLElement) event.dataTransfer.setDragImage(drawn, 0, 0);
    event.dataTransfer.effectAllowed = 'copyMove';
    event.dataTransfer.setData('text/plain', selection.node.textContent);
    // The text's own drop does the rest: it takes the block from its place and puts it where the line shows.
    view.dragging = { slice, move: true };
    setHeld(true);
  };
  const dropped = () => {
    editor.view.dragging = null;
    setHeld(false);
    setPointed(null);
  };
  return (
    <div className="ed-handle" style={{ top: pointed.top, left: pointed.left }} data-held={held ? '' : undefined}>
      <Button small variant="quiet" iconOnly icon={Plus} tabIndex={-1} onPointerDown={(event) => event.preventDefault()} onClick={() => onAdd(pointed.at)}>{t('Add a block below')}</Button>
      {/* A menu's own button swallows the press that a drag begins with: so the menu hangs on another, opened as if by key. */}
      <Button small variant="quiet" iconOnly icon={GripVertical} tabIndex={-1} draggable onDragStart={drag} onDragEnd={dropped} onClick={() => anchor.current?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))}>{t('Drag to move, press for more')}</Button>
      <Menu align="start" trigger={<button ref={anchor} type="button" className="sr" tabIndex={-1} aria-hidden="true" />} entries={blockEntries(editor, pointed.at, context)} />
    </div>
  );
}

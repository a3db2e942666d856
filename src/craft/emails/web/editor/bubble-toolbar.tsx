import type { Editor } from '@tiptap/core';
import { AllSelection, TextSelection } from '@tiptap/pm/state';
import { AlignCenter, AlignLeft, AlignRight, Bold, Italic, Link2, Strikethrough, Underline, Unlink } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../../../platform/ui/button.tsx';
import { t } from '../../../../platform/ui/words.ts';
import { addressMeant } from './address-meant.ts';

const marks = [
  { name: 'bold', icon: Bold, words: () => t('Bold'), keys: 'Control+B' },
  { name: 'italic', icon: Italic, words: () => t('Italic'), keys: 'Control+I' },
  { name: 'underline', icon: Underline, words: () => t('Underline'), keys: 'Control+U' },
  { name: 'strike', icon: Strikethrough, words: () => t('Strike through'), keys: 'Control+Shift+S' },
] as const;

const sides = [
  { align: 'left', icon: AlignLeft, words: () => t('Left') }, { align: 'center', icon: AlignCenter, words: () => t('Centre') }, { align: 'right', icon: AlignRight, words: () => t('Right') },
] as const;

/** Over the words that are selected: how they look and where they lead. */
export function BubbleToolbar({ editor, asking, onAsk }: { editor: Editor; asking: boolean; onAsk: (asking: boolean) => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const { selection } = editor.state;
  const shown = editor.isEditable && (selection instanceof TextSelection || selection instanceof AllSelection) && (!selection.empty || asking) && (editor.isFocused || asking || (bar.current?.contains(document.activeElement) ?? false));
  useLayoutEffect(() => {
    const box = bar.current;
    if (!box) return;
    const place = () => {
      const [first, last] = [editor.view.coordsAtPos(selection.from), editor.view.coordsAtPos(selection.to)];
      const above = first.top - box.offsetHeight - 8;
      box.style.top = `${above > 56 ? above : last.bottom + 8}px`;
      box.style.left = `${Math.max(8, Math.min((first.left + last.left) / 2 - box.offsetWidth / 2, innerWidth - box.offsetWidth - 8))}px`;
    };
    place();
    addEventListener('scroll', place, { capture: true, passive: true });
    return () => removeEventListener('scroll', place, { capture: true });
  });
  if (!shown) return null;
  const escaped = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onAsk(false);
    editor.view.focus();
  };
  return (
    <div ref={bar} className="menu ed-bubble" role="toolbar" tabIndex={-1} aria-label={t('Look of the words')} onKeyDown={escaped}>
      {asking ? <LinkField editor={editor} onDone={() => { onAsk(false); editor.view.focus(); }} /> : (
        <>
          {marks.map((mark) => <Button key={mark.name} small variant="quiet" iconOnly icon={mark.icon} aria-pressed={editor.isActive(mark.name)} aria-keyshortcuts={mark.keys} onPointerDown={(event) => event.preventDefault()} onClick={() => editor.chain().focus().toggleMark(mark.name).run()}>{mark.words()}</Button>)}
          <Button small variant="quiet" iconOnly icon={Link2} aria-pressed={editor.isActive('link')} aria-keyshortcuts="Control+K" onPointerDown={(event) => event.preventDefault()} onClick={() => onAsk(true)}>{t('Link')}</Button>
          <ColorField editor={editor} />
          {sides.map((side) => <Button key={side.align} small variant="quiet" iconOnly icon={side.icon} aria-pressed={editor.isActive({ align: side.align })} onPointerDown={(event) => event.preventDefault()} onClick={() => editor.chain().focus().updateAttributes('paragraph', { align: side.align }).updateAttributes('heading', { align: side.align }).run()}>{side.words()}</Button>)}
        </>
      )}
    </div>
  );
}

function ColorField({ editor }: { editor: Editor }) {
  const color = String(editor.getAttributes('color')['color'] ?? '');
  return (
    <>
      <label className="ed-color" title={t('Colour of the words')}><span className="sr">{t('Colour of the words')}</span><input type="color" value={/^#[0-9a-f]{6}$/i.test(color) ? color : '#1f2937'} onChange={(event) => editor.commands.setMark('color', { color: event.target.value })} /></label>
      {color !== '' && <Button small variant="quiet" onClick={() => editor.chain().focus().unsetMark('color', { extendEmptyMarkRange: true }).run()}>{t('No colour')}</Button>}
    </>
  );
}

function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const [href, setHref] = useState(String(editor.getAttributes('link')['href'] ?? ''));
  const field = useRef<HTMLInputElement>(null);
  // Before the next key arrives: whoever goes on typing means the address.
  useLayoutEffect(() => field.current?.focus(), []);
  const had = editor.isActive('link');
  const set = () => {
    const address = addressMeant(href);
    const line = editor.chain().extendMarkRange('link');
    if (address === '') line.unsetMark('link').run();
    else if (editor.state.selection.empty && !had) editor.chain().insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run();
    else line.setMark('link', { href: address }).run();
    onDone();
  };
  return (
    <form className="ed-link" onSubmit={(event) => { event.preventDefault(); set(); }}>
      <input ref={field} className="input" aria-label={t('Address of the link')} placeholder="https://" value={href} onChange={(event) => setHref(event.target.value)} />
      <Button small type="submit">{t('Set')}</Button>
      {had && <Button small variant="quiet" iconOnly icon={Unlink} onClick={() => { editor.chain().extendMarkRange('link').unsetMark('link').run(); onDone(); }}>{t('No link')}</Button>}
    </form>
  );
}

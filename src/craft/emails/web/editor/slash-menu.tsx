import type { Editor } from '@tiptap/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Icon } from '../../../../platform/ui/icon.tsx';
import { useEndpoint } from '../../../../platform/ui/queries.ts';
import { t } from '../../../../platform/ui/words.ts';
import { listVariables } from '../../contract.ts';
import { variableGroups } from '../variable-words.ts';
import type { EditorContext } from './editor-context.ts';
import { blocksFor, type NewBlock } from './new-blocks.ts';
import { placeUnder } from './place-under.ts';
import { triggerKey, type Trigger } from './trigger.ts';

interface Choice {
  key: string;
  group?: string;
  label: ReactNode;
  take: () => void;
}

interface Props {
  editor: Editor;
  context: EditorContext;
  blocks: readonly NewBlock[];
  onBlock: (block: NewBlock, typed: Trigger) => void;
  onVariable: (path: string, typed: Trigger) => void;
}

/** The menu under what was typed: "/" for blocks, "{{" for variables. The text keeps the focus. */
export function SlashMenu({ editor, context, blocks, onBlock, onVariable }: Props) {
  const variables = useEndpoint(listVariables);
  const open = triggerKey.getState(editor.state)?.open ?? null;
  if (!open || !editor.isEditable) return null;
  const asked = open.query.toLowerCase();
  const choices: Choice[] = open.kind === 'block'
    ? blocksFor(open.query, blocks).map((block) => ({ key: block.key, label: <><Icon of={block.icon} /><span className="two"><span>{block.label}</span><small className="faint">{block.about}</small></span></>, take: () => onBlock(block, open) }))
    : variableGroups(variables.data?.items ?? []).flatMap((group) => group.items
      .filter((item) => `${item.label} ${item.path}`.toLowerCase().includes(asked))
      .map((item) => ({ key: item.path, group: group.title, label: <>{item.label}<span className="end small faint">{item.example}</span></>, take: () => onVariable(item.path, open) })));
  // Words that happen to follow a slash and name nothing are only words.
  if (choices.length === 0 && (open.kind === 'block' || asked.includes(' '))) return null;
  return <List key={open.kind} {...{ editor, context, choices, at: open.from, query: open.query }} label={open.kind === 'block' ? t('Blocks') : t('Variables')} />;
}

function List({ editor, context, choices, at, query, label }: { editor: Editor; context: EditorContext; choices: Choice[]; at: number; query: string; label: string }) {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const now = Math.min(chosen, Math.max(0, choices.length - 1));
  useEffect(() => setChosen(0), [query]);

  context.onMenuKey = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setChosen((now + (event.key === 'ArrowDown' ? 1 : choices.length - 1)) % Math.max(1, choices.length));
    else if ((event.key === 'Enter' || event.key === 'Tab') && choices[now]) choices[now].take();
    else if (event.key === 'Escape') editor.view.dispatch(editor.state.tr.setMeta(triggerKey, 'close'));
    else return false;
    event.preventDefault();
    return true;
  };
  useEffect(() => {
    const page = editor.view.dom;
    page.setAttribute('aria-controls', id);
    return () => {
      context.onMenuKey = () => false;
      page.removeAttribute('aria-controls');
      page.removeAttribute('aria-activedescendant');
    };
  }, [editor, context, id]);
  useLayoutEffect(() => {
    if (choices.length > 0) editor.view.dom.setAttribute('aria-activedescendant', `${id}-${now}`);
    document.getElementById(`${id}-${now}`)?.scrollIntoView({ block: 'nearest' });
  }, [editor, id, now, choices.length]);
  useLayoutEffect(() => placeUnder(list.current!, () => editor.view.coordsAtPos(at)), [editor, at, choices.length]);

  return (
    <div ref={list} id={id} className="menu ed-slash" role="listbox" aria-label={label}>
      {choices.map((choice, index) => (
        <Choices key={choice.key} title={choice.group !== choices[index - 1]?.group ? choice.group : undefined}>
          {/* Keys are heard by the text, which keeps the focus: pressing must not take it away. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
          <div role="option" tabIndex={-1} id={`${id}-${index}`} className="menu-item" aria-selected={index === now} data-highlighted={index === now ? '' : undefined} onPointerMove={() => setChosen(index)} onPointerDown={(event) => event.preventDefault()} onClick={choice.take}>{choice.label}</div>
        </Choices>
      ))}
      {choices.length === 0 && <div className="menu-label">{t('Nothing by that name')}</div>}
    </div>
  );
}

function Choices({ title, children }: { title: string | undefined; children: ReactNode }) {
  return <>{title && <div className="menu-label" role="presentation">{title}</div>}{children}</>;
}

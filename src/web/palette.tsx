import { useQuery } from '@tanstack/react-query';
import { Search, type LucideIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { Icon } from '../platform/ui/icon.tsx';
import { Key } from '../platform/ui/key.tsx';
import { useGo } from '../platform/ui/link.tsx';
import { useReturnFocus } from '../platform/ui/return-focus.ts';
import { useMe } from '../platform/ui/session.ts';
import { t } from '../platform/ui/words.ts';
import { matchesWords } from './match-words.ts';
import { commands, finders, pages } from './pages.ts';
import { navSections } from './reachable.ts';

interface Hit {
  id: string;
  group: string;
  icon: LucideIcon;
  label: string;
  end?: string;
  keys?: readonly string[];
  href: string;
}

/** Everything by typing: what to do, where to go, whom to find. */
export function Palette({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(text);
  const focus = useReturnFocus();
  const chosen = Math.min(at, hits.length - 1);
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, chosen]);
  const take = (hit: Hit | undefined): void => {
    if (!hit) return;
    onClose();
    go(hit.href);
  };
  const pressed = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((chosen + step + hits.length) % Math.max(1, hits.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(hits[chosen]);
    }
  };
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="palette" aria-describedby={undefined} {...focus}>
          <Dialog.Title className="sr">{t('Search or do')}</Dialog.Title>
          <label>
            <Icon of={Search} /><span className="sr">{t('Search or do')}</span>
            <input role="combobox" aria-expanded="true" aria-controls={listId} aria-autocomplete="list" aria-activedescendant={hits[chosen] ? `${listId}-${chosen}` : undefined} autoComplete="off" placeholder={t('Search, or type what to do')} value={text} onChange={(event) => { setText(event.target.value); setAt(0); }} onKeyDown={pressed} />
          </label>
          <div className="palette-hits" role="listbox" id={listId} aria-label={t('What was found')} tabIndex={-1}>
            {hits.map((hit, index) => (
              <HitLine key={hit.id} hit={hit} first={hits[index - 1]?.group !== hit.group} id={`${listId}-${index}`} chosen={index === chosen} onTake={() => take(hit)} onPoint={() => setAt(index)} />
            ))}
          </div>
          {hits.length === 0 && <p className="palette-none" role="status">{t('Nothing by that name.')}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function HitLine({ hit, first, id, chosen, onTake, onPoint }: { hit: Hit; first: boolean; id: string; chosen: boolean; onTake: () => void; onPoint: () => void }) {
  return (
    <>
      {first && <div role="presentation">{hit.group}</div>}
      {/* Keys are heard by the field, which keeps the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div role="option" id={id} aria-selected={chosen} tabIndex={-1} onClick={onTake} onPointerMove={onPoint}>
        <Icon of={hit.icon} /><span className="clip">{hit.label}</span>
        <span className="end faint">{hit.end}{hit.keys?.map((key) => <Key key={key}>{key}</Key>)}</span>
      </div>
    </>
  );
}

function useHits(text: string): Hit[] {
  const me = useMe();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['palette', me.workspace.id, asked],
    enabled: asked.length >= 2 && finders.length > 0,
    staleTime: 10_000,
    // One finder that fails must not hide what the others found.
    queryFn: async ({ signal }): Promise<Hit[]> => (await Promise.all(finders.map((finder) => finder.find(asked, signal).then((hits) => hits.slice(0, 6).map((hit) => ({ id: `${hit.href} ${hit.id}`, group: t('Found'), icon: finder.icon, label: hit.label, end: t(finder.kind), href: hit.href })), () => [])))).flat(),
  });
  const things: Hit[] = commands.filter((command) => command.allow?.(me) ?? true).map((command) => ({ id: `do ${command.href}`, group: t('Do'), icon: command.icon, label: t(command.label), href: command.href, ...(command.key ? { keys: [command.key.toUpperCase()] } : {}) }));
  const places: Hit[] = navSections(pages, me).flat().map((page) => ({ id: `go ${page.path}`, group: t('Go to'), icon: page.nav.icon, label: t(page.nav.label), keys: ['G', page.nav.key.toUpperCase()], href: page.path }));
  return [...[...things, ...places].filter((hit) => matchesWords(hit.label, text)), ...(asked.length >= 2 ? found.data ?? [] : [])];
}

import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Field, type FieldWords } from './field.tsx';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

export interface ComboChoice {
  value: string;
  label: string;
  /** At the right, quietly: a count, an address. */
  beside?: ReactNode;
}

export interface ComboboxFieldProps extends FieldWords {
  choices: readonly ComboChoice[];
  /** The chosen value, '' for none. */
  value: string;
  onChange: (value: string) => void;
  /** Ask the server while typing; then `choices` are its answer and are not filtered here. */
  onSearch?: (text: string) => void;
  placeholder?: string;
  /** Lets words through that are no choice, under this label: `Add “Lusitra”`. */
  onCreate?: (text: string) => void;
  disabled?: boolean;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const MOST = 100;

/** One of many, found by typing. Arrows move, Enter takes, Escape leaves it as it was. */
export function ComboboxField({ label, hint, error, optional, quiet, choices, value, onChange, onSearch, placeholder, onCreate, disabled }: ComboboxFieldProps) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const chosen = choices.find((choice) => choice.value === value);
  const written = text ?? '';
  const found = (onSearch || written === '' ? choices : choices.filter((choice) => plain(choice.label).includes(plain(written)))).slice(0, MOST);
  const creates = onCreate !== undefined && written.trim() !== '' && !found.some((choice) => plain(choice.label) === plain(written.trim()));
  const last = found.length - (creates ? 0 : 1);

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, open, listId]);

  const close = (): void => {
    setOpen(false);
    setText(null);
  };
  const take = (index: number): void => {
    const choice = found[index];
    if (choice) onChange(choice.value);
    else if (creates && index === found.length) onCreate(written.trim());
    close();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else setAt(Math.max(0, Math.min(last, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      take(at);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
  };
  return (
    <Field {...{ label, hint, error, optional: optional ?? false, quiet: quiet ?? false }}>
      {(control) => (
        <span className="combo">
          <span className="input-wrap">
            <input className="input" role="combobox" autoComplete="off" disabled={disabled} aria-expanded={open} aria-controls={listId} aria-autocomplete="list" aria-activedescendant={open && last >= 0 ? `${listId}-${at}` : undefined}
              placeholder={placeholder} value={text ?? chosen?.label ?? ''}
              onFocus={(event) => event.target.select()} onClick={() => setOpen(true)} onBlur={close} onKeyDown={pressed}
              onChange={(event) => { setText(event.target.value); setAt(0); setOpen(true); onSearch?.(event.target.value); }} {...control} />
            <span className="opens-list"><Icon of={ChevronDown} /></span>
          </span>
          {open && (
            <div className="combo-list" role="listbox" id={listId} aria-label={typeof label === 'string' ? label : undefined}>
              {found.map((choice, index) => (
                <Option key={choice.value} id={`${listId}-${index}`} chosen={choice.value === value} at={index === at} onTake={() => take(index)} onPoint={() => setAt(index)}>
                  <span className="clip">{choice.label}</span>{choice.beside !== undefined && <span className="end">{choice.beside}</span>}
                </Option>
              ))}
              {creates && <Option id={`${listId}-${found.length}`} chosen={false} at={at === found.length} onTake={() => take(found.length)}>{t('Add “{written}”', { written: written.trim() })}</Option>}
              {last < 0 && <div className="combo-none">{t('Nothing by that name')}</div>}
            </div>
          )}
        </span>
      )}
    </Field>
  );
}

// Keys are heard by the field, which keeps the focus: pressing must not take it away.
function Option({ id, chosen, at, onTake, onPoint, children }: { id: string; chosen: boolean; at: boolean; onTake: () => void; onPoint?: () => void; children: ReactNode }) {
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
  return <div role="option" tabIndex={-1} id={id} aria-selected={chosen} data-at={at ? '' : undefined} onPointerDown={(event) => event.preventDefault()} onClick={onTake} onPointerMove={onPoint}>{children}</div>;
}

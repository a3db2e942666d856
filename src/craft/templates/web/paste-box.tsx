import { useState, type ClipboardEvent } from 'react';
import { FileDrop } from '../../../platform/ui/file-drop.tsx';
import { shownText, writtenText } from '../../../platform/ui/line-ends.ts';
import { TextArea } from '../../../platform/ui/text-fields.tsx';
import { FieldError } from '../../../platform/ui/field.tsx';
import { formatBytes } from '../../../platform/ui/format.ts';
import { t } from '../../../platform/ui/words.ts';
import { pastedKind } from '../contract.ts';

const mostCharacters = 1_000_000;

/** HTML or MJML, pasted or as a file, and not a byte of it changed. */
export function PasteBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [problem, setProblem] = useState<string | undefined>();
  const take = (text: string) => {
    const tooLong = text.length > mostCharacters;
    setProblem(tooLong ? t('This has more than a million characters. No mail program would show so long a mail.') : undefined);
    if (!tooLong) onChange(text);
  };
  // A field knows LF alone: given anything else it would report its own line ends as if they had been typed.
  const shown = shownText(value);
  const typed = (text: string) => {
    if (text !== shown) take(writtenText(text, value));
  };
  const pasted = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const replacesAll = selectionStart === 0 && selectionEnd === event.currentTarget.value.length;
    const text = event.clipboardData.getData('text/plain');
    if (!replacesAll || text === '') return;
    // The field itself would turn CRLF into LF.
    event.preventDefault();
    take(text);
  };
  const read = async (file: File) => {
    try {
      take(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer()));
    } catch {
      setProblem(t('This file is not text in UTF-8. Save it as UTF-8 and try again.'));
    }
  };
  return (
    <div className="grid gap-4 paste-box">
      <TextArea label={t('HTML or MJML')} rows={10} spellCheck={false} value={shown} onChange={typed} onPaste={pasted} hint={value === '' ? t('Kept as it is, byte for byte.') : t('{kind}, {size}. Kept as it is, byte for byte.', { kind: pastedKind(value).toUpperCase(), size: formatBytes(new Blob([value]).size) })} />
      <FieldError id="paste-error" error={problem} />
      <FileDrop title={t('Or drop an .html or .mjml file here')} accept=".html,.htm,.mjml,text/html" onFile={(file) => void read(file)} />
    </div>
  );
}

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { t } from './words.ts';

/** Something to copy as it is: a link, a DNS record. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    // The clipboard is closed to pages on plain http: then the words are selected, ready for Ctrl+C.
    if (!navigator.clipboard) return select();
    await navigator.clipboard.writeText(text).then(() => setCopied(true), select);
  };
  const select = (): void => {
    const code = document.getElementById(`copy-${label}`);
    if (code) getSelection()?.selectAllChildren(code);
  };
  return (
    <div className="copy">
      <code id={`copy-${label}`}>{text}</code>
      <Button small iconOnly icon={copied ? Check : Copy} onClick={() => void copy()}>{copied ? t('{label} copied', { label }) : t('Copy {label}', { label })}</Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { call } from '../../../platform/ui/call.ts';
import { t } from '../../../platform/ui/words.ts';
import { previewForm } from '../contract.ts';
import type { FormDraft } from './form-draft.ts';

const restMs = 400;

/** The page as visitors would see it, drawn anew when somebody stops typing. Nothing in the frame can be sent or run. */
export function FormPreview({ draft, shown }: { draft: FormDraft; shown: string }) {
  const [page, setPage] = useState('');
  const asked = JSON.stringify({ ...draft, shown });
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(() => {
      // A half-typed form is refused: the last good picture stays.
      call(previewForm, { body: JSON.parse(asked) as FormDraft & { shown: string } }, { signal: gone.signal }).then(({ html }) => setPage(html), () => {});
    }, restMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked]);
  return <iframe title={t('The form as visitors see it')} sandbox="" srcDoc={page} className="w-full rounded-md border border-line bg-transparent" style={{ height: 720, border: '1px solid var(--line)' }} />;
}

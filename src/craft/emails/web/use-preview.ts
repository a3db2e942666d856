import { useEffect, useRef, useState } from 'react';
import { toProblem, type ApiProblem } from '../../../platform/ui/api-problem.ts';
import { call } from '../../../platform/ui/call.ts';
import { previewEmail, type Draft, type PreviewView } from '../contract.ts';

const quietMs = 300;

/**
 * The mail as it would be sent, filled in, a moment after the writer pauses. The last one stays
 * on screen until the next is there.
 */
export function usePreview(draft: Draft, filledFor: { contactId?: number | undefined; senderName?: string | undefined }): { preview: PreviewView | null; problem: ApiProblem | null } {
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = JSON.stringify({ ...draft, contactId: filledFor.contactId, senderName: filledFor.senderName || undefined });
  const first = useRef(true);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      call(previewEmail, { body: JSON.parse(asked) as Draft }, { signal: stop.signal })
        .then((answer) => {
          setPreview(answer);
          setProblem(null);
        })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) setProblem(toProblem(error));
        });
    }, first.current ? 0 : quietMs);
    first.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return { preview, problem };
}

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { mailDocument } from '../../../platform/ui/mail-document.ts';
import { t } from '../../../platform/ui/words.ts';
import { usePreview } from '../../emails/web/index.ts';
import { previewTemplate, type StarterView } from '../contract.ts';

/** A mail in small, made only once it is looked at: a page of fifty compiles none that nobody scrolls to. */
export function TemplateThumb({ templateId }: { templateId: number }) {
  return <WhenSeen>{() => <SavedThumb templateId={templateId} />}</WhenSeen>;
}

export function StarterThumb({ draft }: { draft: StarterView['draft'] }) {
  return <WhenSeen>{() => <UnsavedThumb draft={draft} />}</WhenSeen>;
}

function SavedThumb({ templateId }: { templateId: number }) {
  const { data } = useEndpoint(previewTemplate, { params: { templateId } });
  return data ? <Paper html={data.html} text={data.text} /> : null;
}

function UnsavedThumb({ draft }: { draft: StarterView['draft'] }) {
  const { preview } = usePreview(draft, {});
  return preview && <Paper html={preview.html} text={preview.text} />;
}

/** Nothing in it runs, is reached by keyboard, or is read out: the words beside it say what it is. */
function Paper({ html, text }: { html: string | null; text: string }) {
  if (html === null) return <pre className="thumb-text">{text || t('Nothing to show yet')}</pre>;
  return <iframe sandbox="" tabIndex={-1} aria-hidden="true" title={t('Preview')} loading="lazy" scrolling="no" srcDoc={mailDocument(html)} />;
}

function WhenSeen({ children }: { children: () => ReactNode }) {
  const [seen, setSeen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    }, { rootMargin: '200px' });
    if (place.current) watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return <div ref={place} className="thumb" aria-hidden="true">{seen && children()}</div>;
}

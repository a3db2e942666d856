import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { formatBytes } from '../../../platform/ui/format.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import type { Finding, PreviewView } from '../contract.ts';

const places: Record<Finding['where'], () => string> = { subject: () => t('Subject'), preheader: () => t('Preheader'), body: () => t('Body'), text: () => t('Text') };

const placeOf = ({ where, line }: Finding): string => (line === null ? places[where]() : t('{place}, line {line}', { place: places[where](), line }));

/** What is to mend, each with its block or line; pressing one goes there. */
export function FindingsList({ preview, onGo }: { preview: PreviewView; onGo: (finding: Finding) => void }) {
  const { findings, sizeBytes, clipLimitBytes } = preview;
  const sizes = { size: formatBytes(sizeBytes), limit: formatBytes(clipLimitBytes) };
  const errors = findings.filter((finding) => finding.level === 'error').length;
  return (
    <section aria-label={t('What to mend')} aria-live="polite">
      {findings.length === 0 ? <p className="soft small"><Icon of={CircleCheck} /> {t('Nothing to mend. {size} of the {limit} that Gmail shows whole.', sizes)}</p> : (
        <>
          <p className="small faint">{errors > 0 ? tn(errors, 'One thing to mend before it can go out.', '{count} things to mend before it can go out.') : t('It can go out; look at these first.')} {t('{size} of the {limit} that Gmail shows whole.', sizes)}</p>
          <ul className="list">
            {findings.map((finding, index) => (
              <li key={index}>
                <Icon of={finding.level === 'error' ? CircleAlert : TriangleAlert} label={finding.level === 'error' ? t('Must be mended') : t('Look at this')} />
                <button type="button" className="min-h-8 phone:min-h-6" onClick={() => onGo(finding)}>
                  <span className="link">{placeOf(finding)}</span> {finding.message}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

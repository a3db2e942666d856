import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { formatBytes } from '../../../platform/ui/format.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import type { Finding, PreviewView } from '../contract.ts';

const places: Record<Finding['where'], string> = { subject: 'Subject', preheader: 'Preheader', body: 'Body', text: 'Text' };

/** What is to mend, each with its line; pressing one goes there. */
export function FindingsList({ preview, onGo }: { preview: PreviewView; onGo: (finding: Finding) => void }) {
  const { findings, sizeBytes, clipLimitBytes } = preview;
  const errors = findings.filter((finding) => finding.level === 'error').length;
  return (
    <section aria-label="What to mend" aria-live="polite">
      {findings.length === 0 ? <p className="soft small"><Icon of={CircleCheck} /> Nothing to mend. {formatBytes(sizeBytes)} of the {formatBytes(clipLimitBytes)} that Gmail shows whole.</p> : (
        <>
          <p className="small faint">{errors > 0 ? `${errors} to mend before it can go out` : 'It can go out; look at these first'}. {formatBytes(sizeBytes)} of the {formatBytes(clipLimitBytes)} that Gmail shows whole.</p>
          <ul className="list">
            {findings.map((finding, index) => (
              <li key={index}>
                <Icon of={finding.level === 'error' ? CircleAlert : TriangleAlert} label={finding.level === 'error' ? 'Must be mended' : 'Look at this'} />
                <button type="button" onClick={() => onGo(finding)}>
                  <span className="link">{places[finding.where]}{finding.line !== null && `, line ${finding.line}`}</span> {finding.message}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

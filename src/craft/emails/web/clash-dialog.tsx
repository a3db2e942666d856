import { Button } from '../../../platform/ui/button.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { t } from '../../../platform/ui/words.ts';
import { readableValue } from './readable-value.ts';

interface Props {
  /** What each field is called on the screen. */
  names: Record<string, string>;
  clashes: readonly string[];
  ours: Record<string, unknown>;
  theirs: Record<string, unknown>;
  /** "Jonas Brandt", or somebody. */
  by: string;
  /** Not decided yet. */
  onLater: () => void;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Two people wrote in one field. Both stand side by side; nothing is merged behind anybody's back. */
export function ClashDialog({ names, clashes, ours, theirs, by, onLater, onKeepMine, onTakeTheirs }: Props) {
  return (
    <Dialog open wide onClose={onLater} title={t('{name} saved while you wrote', { name: by })} under={t('Neither is lost: both are versions, whichever you go on with.')}>
      {clashes.map((field) => (
        <section key={field}>
          <h3>{names[field] ?? field}</h3>
          <div className="form-pair">
            <figure><figcaption className="small faint">{t('Yours')}</figcaption><pre className="both" tabIndex={0}>{readableValue(ours[field])}</pre></figure>
            <figure><figcaption className="small faint">{by}</figcaption><pre className="both" tabIndex={0}>{readableValue(theirs[field])}</pre></figure>
          </div>
        </section>
      ))}
      <div className="acts">
        <Button variant="primary" onClick={onKeepMine}>{t('Go on with mine')}</Button>
        <Button onClick={onTakeTheirs}>{t('Take {name}’s', { name: by })}</Button>
      </div>
    </Dialog>
  );
}

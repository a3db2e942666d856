import { Button } from '../../../platform/ui/button.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { Phase } from './autosave.ts';

/** "saved 09:12 · version 7", or what is not. */
export function SaveState({ phase, savedAt, version, onVersions }: { phase: Phase; savedAt: string; version: number; onVersions?: () => void }) {
  const words = phase === 'saved' ? <>{t('saved')} <TimeStamp at={savedAt} precision="minute" layout="inline" /></> : phase === 'clash' ? t('two of you wrote') : phase === 'failed' ? t('not saved') : t('saving');
  return (
    <span role="status" className="small">
      {words}
      {onVersions && <> · <Button small variant="quiet" onClick={onVersions}>{t('version {version}', { version })}</Button></>}
    </span>
  );
}

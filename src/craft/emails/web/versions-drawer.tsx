import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Drawer } from '../../../platform/ui/dialog.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getEmail, getVersion, listVersions, restoreVersion, type EmailView } from '../contract.ts';
import { DraftComparison } from './draft-comparison.tsx';
import { bodyKindNames } from './starters.ts';

interface Props {
  emailId: number;
  current: number;
  editable: boolean;
  onRestored: (email: EmailView) => void;
}

/** Every save is a version. Bringing one back makes the next, so that nothing is ever lost by it. */
export function VersionsDrawer({ open, onClose, ...props }: Props & { open: boolean; onClose: () => void }) {
  return (
    <Drawer open={open} wide onClose={onClose} title={t('Versions')} under={t('Bringing one back makes it the next version; the others stay.')}>
      {open && <Versions {...props} />}
    </Drawer>
  );
}

function Versions({ emailId, current, editable, onRestored }: Props) {
  const [compared, setCompared] = useState<number | null>(null);
  const versions = usePages(listVersions, { params: { emailId }, query: { limit: 50 } });
  const restore = useAction(restoreVersion, { refreshes: [listVersions, getEmail], onDone: onRestored });
  const bringBack = (version: number) => restore.mutate({ params: { emailId, version }, body: { expectedVersion: current } });
  if (versions.loading) return <SkeletonRows rows={5} />;
  if (versions.problem) return <Failed error={versions.problem} onRetry={versions.retry} />;
  if (compared !== null) return <Compare {...{ emailId, current, editable, version: compared }} busy={restore.isPending} onBack={() => setCompared(null)} onBringBack={() => bringBack(compared)} />;
  return (
    <>
      <ol className="list">
        {versions.items.map((item) => (
          <li key={item.version} className="py-2">
            <span className="two min-w-0"><span className="strong">{t('Version {version}', { version: item.version })}</span><small className="clip">{bodyKindNames[item.bodyKind]()}, {item.subject || t('no subject')}</small></span>
            <span className="end two nowrap"><TimeStamp at={item.createdAt} precision="minute" layout="inline" /><small>{item.createdBy?.name}</small></span>
            {item.version === current ? <span className="faint small">{t('this one')}</span> : (
              <>
                <Button small onClick={() => setCompared(item.version)}>{t('Compare')}</Button>
                {editable && <Button small busy={restore.isPending} onClick={() => bringBack(item.version)}>{t('Bring back')}</Button>}
              </>
            )}
          </li>
        ))}
      </ol>
      {versions.hasMore && <LoadMore hasMore loading={versions.loadingMore} onMore={versions.loadMore} shown={versions.items.length} what={t('versions')} />}
    </>
  );
}

function Compare({ emailId, version, current, editable, busy, onBack, onBringBack }: { emailId: number; version: number; current: number; editable: boolean; busy: boolean; onBack: () => void; onBringBack: () => void }) {
  const before = useEndpoint(getVersion, { params: { emailId, version } });
  const after = useEndpoint(getVersion, { params: { emailId, version: current } });
  const both = { data: before.data && after.data ? { before: before.data, after: after.data } : undefined, error: before.error ?? after.error, refetch: () => Promise.all([before.refetch(), after.refetch()]) };
  return (
    <>
      <div className="acts">
        <Button small onClick={onBack}>{t('All versions')}</Button>
        {editable && <Button small busy={busy} onClick={onBringBack}>{t('Bring version {version} back', { version })}</Button>}
      </div>
      <h3>{t('From version {before} to {after}, the newest', { before: version, after: current })}</h3>
      <Loaded query={both}>{(data) => <DraftComparison before={data.before} after={data.after} />}</Loaded>
    </>
  );
}

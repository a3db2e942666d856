import { Button } from '../../../platform/ui/button.tsx';
import { Drawer } from '../../../platform/ui/dialog.tsx';
import { LoadMore } from '../../../platform/ui/load-more.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getEmail, listVersions, restoreVersion, type EmailView } from '../contract.ts';
import { bodyKindNames } from './starters.ts';

/** Every save is a version. Bringing one back makes the next, so that nothing is ever lost by it. */
export function VersionsDrawer({ emailId, current, editable, open, onClose, onRestored }: { emailId: number; current: number; editable: boolean; open: boolean; onClose: () => void; onRestored: (email: EmailView) => void }) {
  return (
    <Drawer open={open} onClose={onClose} title="Versions" under="Bringing one back makes it the next version; the others stay.">
      {open && <Versions {...{ emailId, current, editable, onRestored }} />}
    </Drawer>
  );
}

function Versions({ emailId, current, editable, onRestored }: { emailId: number; current: number; editable: boolean; onRestored: (email: EmailView) => void }) {
  const versions = usePages(listVersions, { params: { emailId }, query: { limit: 50 } });
  const restore = useAction(restoreVersion, { refreshes: [listVersions, getEmail], onDone: onRestored });
  if (versions.loading) return <SkeletonRows rows={5} />;
  if (versions.problem) return <Failed error={versions.problem} onRetry={versions.retry} />;
  return (
    <>
      <ol className="list">
        {versions.items.map((item) => (
          <li key={item.version} className="py-2">
            <span className="two min-w-0"><span className="strong">Version {item.version}</span><small className="clip">{bodyKindNames[item.bodyKind]()}, {item.subject || 'no subject'}</small></span>
            <span className="end two nowrap"><TimeStamp at={item.createdAt} precision="minute" layout="inline" /><small>{item.createdBy?.name}</small></span>
            {item.version === current ? <span className="faint small">this one</span> : editable && <Button small busy={restore.isPending} onClick={() => restore.mutate({ params: { emailId, version: item.version }, body: { expectedVersion: current } })}>Bring back</Button>}
          </li>
        ))}
      </ol>
      {versions.hasMore && <LoadMore hasMore loading={versions.loadingMore} onMore={versions.loadMore} shown={versions.items.length} what="versions" />}
    </>
  );
}

import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { makePasswordLink } from '../contract.ts';
import type { Member } from './members-section.tsx';

/** A link for somebody who lost their password, to hand over by another way than mail. */
export function PasswordLinkDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const made = useAction(makePasswordLink, { quiet: true });
  return (
    <Dialog open onClose={onClose} title={`A new password for ${member.name}`} under="Whoever opens the link sets the password, so give it to them alone. It works once.">
      <div className="grid gap-4">
        {made.error && <Failed error={made.error} />}
        {made.data
          ? <><CopyText label="link" text={made.data.url} /><p className="soft">Until <TimeStamp layout="inline" at={made.data.expiresAt} precision="minute" />. It is shown only now.</p></>
          : <div className="acts"><Button variant="primary" busy={made.isPending} onClick={() => made.mutate({ params: { memberId: member.id } })}>Make the link</Button></div>}
      </div>
    </Dialog>
  );
}

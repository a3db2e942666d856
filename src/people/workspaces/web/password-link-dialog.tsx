import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { makePasswordLink } from '../contract.ts';
import type { Member } from './members-section.tsx';

/** A link for somebody who lost their password, to hand over by another way than mail. */
export function PasswordLinkDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const made = useAction(makePasswordLink, { quiet: true });
  return (
    <Dialog open onClose={onClose} title={t('A new password for {name}', { name: member.name })} under={t('Whoever opens the link sets the password, so give it to them alone. It works once.')}>
      <div className="grid gap-4">
        {made.error && <Failed error={made.error} />}
        {made.data
          ? <><CopyText label={t('link')} text={made.data.url} /><p className="soft">{rich('Until {when}. It is shown only now.', { when: <TimeStamp layout="inline" at={made.data.expiresAt} precision="minute" /> })}</p></>
          : <div className="acts"><Button variant="primary" busy={made.isPending} onClick={() => made.mutate({ params: { memberId: member.id } })}>{t('Make the link')}</Button></div>}
      </div>
    </Dialog>
  );
}

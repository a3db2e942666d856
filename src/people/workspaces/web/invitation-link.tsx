import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';

/** A link that was just made: mailed, and here to copy for when no mail arrives. */
export function InvitationLink({ link }: { link: { url: string; expiresAt: string; mailed: boolean } }) {
  return (
    <div className="grid gap-2">
      <p className="soft">{link.mailed && `${t('A mail with this link is on its way.')} `}{rich('You can also hand it over yourself: it works once, until {when}, and is shown only now.', { when: <TimeStamp layout="inline" at={link.expiresAt} precision="minute" /> })}</p>
      <CopyText label={t('link')} text={link.url} />
    </div>
  );
}

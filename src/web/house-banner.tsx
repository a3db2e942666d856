import { Inbox } from 'lucide-react';
import { Banner } from '../platform/ui/banner.tsx';
import { Link } from '../platform/ui/link.tsx';
import { useMe } from '../platform/ui/session.ts';
import { t } from '../platform/ui/words.ts';

/** Says, as long as it is so, that no mail has left this machine. */
export function HouseBanner() {
  const me = useMe();
  if (!me.banner.localMailbox) return null;
  return (
    <Banner icon={Inbox} end={<Link href="/mailbox" underlined>{t('Look into it')}</Link>}>
      {t('Nothing has left this machine: mail goes into the built-in mailbox until a mail server is set.')}
    </Banner>
  );
}

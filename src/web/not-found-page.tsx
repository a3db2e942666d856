import { ButtonLink } from '../platform/ui/button.tsx';
import { TopBar } from '../platform/ui/top-bar.tsx';
import { t } from '../platform/ui/words.ts';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <>
      <TopBar title={t('Nothing here')} />
      <div className="not-found">
        <p className="lede">{t('There is no page at this address. It may have been deleted, or the link was cut.')}</p>
        <div className="acts"><ButtonLink variant="primary" href="/">{t('To the start')}</ButtonLink></div>
      </div>
    </>
  );
}

import { t } from '../../../platform/ui/words.ts';

/** The mail as it stands in a list of mails, before anybody opens it. Long subjects are cut there as they are here. */
export function InboxLine({ from, subject, preheader }: { from: string; subject: string; preheader: string }) {
  return (
    <figure>
      <figcaption className="small faint">{t('In the list of mails')}</figcaption>
      <div className="inbox-line" role="img" aria-label={t('From {from}: {subject}. {preheader}', { from, subject: subject || t('no subject'), preheader })}>
        <span className="strong clip">{from || t('no sender')}</span>
        <span className="clip"><span className="strong">{subject || t('(no subject)')}</span> <span className="faint">{preheader}</span></span>
      </div>
    </figure>
  );
}

import { Check, CircleHelp, TriangleAlert, X } from 'lucide-react';
import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import { checkSendingDomain, listSendingDomains, type SendingDomainView, type ServerView } from '../contract.ts';
import { dnsRecords, type DnsRecord, type DnsVerdict } from './dns-records.ts';

const recordNames = { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' } as const;
const standingWords: Record<DnsVerdict['standing'], Phrase> = { good: phrase('good'), weak: phrase('could be stricter'), missing: phrase('missing'), wrong: phrase('wrong'), unanswered: phrase('DNS did not answer') };
const signs = { good: Check, weak: TriangleAlert, missing: X, wrong: X, unanswered: CircleHelp } as const;

/** One domain: the three records to publish, and what DNS says of each. */
export function DomainCard({ domain, servers, mayManage, onRemove }: { domain: SendingDomainView; servers: readonly ServerView[]; mayManage: boolean; onRemove: () => void }) {
  const check = useAction(checkSendingDomain, { refreshes: [listSendingDomains] });
  return (
    <section aria-label={domain.domain}>
      <Head title={domain.domain} end={mayManage && (
        <span className="acts">
          <Button small busy={check.isPending} onClick={() => check.mutate({ params: { domainId: domain.id } })}>{t('Ask DNS now')}</Button>
          <Button small variant="quiet" onClick={onRemove}>{t('Remove')}</Button>
        </span>
      )} />
      <p className="soft max-w-[62ch]">
        {domain.checkedAt === null ? t('DNS was not asked yet. Publish these three TXT records where the domain’s DNS is kept; it can take an hour until everybody sees them.') : rich('DNS was asked {when}, and is asked again by itself once a day.', { when: <TimeStamp layout="inline" at={domain.checkedAt} /> })}
      </p>
      <ul className="grid gap-5 mt-4">{dnsRecords(domain, servers).map((record) => <RecordLine key={record.record} record={record} domain={domain.domain} />)}</ul>
    </section>
  );
}

function RecordLine({ record: { record, purpose, name, value, verdict }, domain }: { record: DnsRecord; domain: string }) {
  const title = recordNames[record];
  // What is published as it should be needs no copying.
  const toPublish = verdict?.standing === 'good' ? null : value;
  return (
    <li className="grid gap-2 max-w-[80ch]">
      <p>
        {verdict && <Icon of={signs[verdict.standing]} />} <span className="strong">{title}{verdict && `: ${t(standingWords[verdict.standing])}`}.</span>{' '}
        <span className="soft">{verdict ? verdict.words : purpose}</span>
      </p>
      {toPublish !== null && (
        <Facts facts={[
          [t('TXT at'), <CopyText key="name" text={name} label={t('name of the {title} record of {domain}', { title, domain })} />],
          [t('Value'), <CopyText key="value" text={toPublish} label={t('value of the {title} record of {domain}', { title, domain })} />],
        ]} />
      )}
      {verdict?.found && <p className="small faint" style={{ overflowWrap: 'anywhere' }}>{rich('Found at {name}: {code}', { name: verdict.name, code: <code>{verdict.found}</code> })}</p>}
    </li>
  );
}

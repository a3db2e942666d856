import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { checkSendingDomain, listSendingDomains, type SendingDomainView } from '../contract.ts';

type Verdict = NonNullable<SendingDomainView['verdicts']>[number];

const recordNames = { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' } as const;
const standingWords: Record<Verdict['standing'], string> = { good: 'Good', weak: 'Could be stricter', missing: 'Missing', wrong: 'Wrong', unanswered: 'No answer' };

/** One domain: its record to copy, and the three verdicts with what to add. */
export function DomainCard({ domain, mayManage, onRemove }: { domain: SendingDomainView; mayManage: boolean; onRemove: () => void }) {
  const check = useAction(checkSendingDomain, { refreshes: [listSendingDomains] });
  return (
    <section aria-label={domain.domain}>
      <Head title={domain.domain} end={mayManage && (
        <span className="acts">
          <Button small busy={check.isPending} onClick={() => check.mutate({ params: { domainId: domain.id } })}>Ask DNS</Button>
          <Button small variant="quiet" onClick={onRemove}>Remove</Button>
        </span>
      )} />
      <p className="soft mb-2">Publish this TXT record; mail from {domain.domain} is signed with the key that belongs to it.</p>
      <Facts facts={[
        ['Name', <CopyText key="name" text={domain.record.name} label={`name of the DKIM record of ${domain.domain}`} />],
        ['Value', <CopyText key="value" text={domain.record.value} label={`value of the DKIM record of ${domain.domain}`} />],
      ]} />
      {domain.verdicts === null
        ? <p className="soft mt-3">DNS has not been asked yet.</p>
        : <>
          <ul className="grid gap-3 mt-3">{domain.verdicts.map((verdict) => <VerdictLine key={verdict.record} verdict={verdict} domain={domain.domain} />)}</ul>
          <p className="small faint mt-2">Asked <TimeStamp layout="inline" at={domain.checkedAt} precision="minute" />; asked again by itself once a day.</p>
        </>}
    </section>
  );
}

function VerdictLine({ verdict, domain }: { verdict: Verdict; domain: string }) {
  const name = recordNames[verdict.record];
  return (
    <li>
      <p><span className="strong">{name}: {standingWords[verdict.standing]}.</span> <span className="soft">{verdict.words}</span></p>
      {verdict.found && <p className="small faint" style={{ overflowWrap: 'anywhere' }}>Found at {verdict.name}: <code>{verdict.found}</code></p>}
      {verdict.add && verdict.record !== 'dkim' && (
        <div className="grid gap-1 mt-1">
          <p className="small">Publish at <code>{verdict.name}</code>:</p>
          <CopyText text={verdict.add} label={`${name} record of ${domain}`} />
        </div>
      )}
    </li>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { checkSendingDomain, listSendingDomains, listServers, removeSendingDomain, type SendingDomainView } from '../contract.ts';
import { DomainCard } from './domain-card.tsx';
import { DomainDialog } from './domain-dialog.tsx';

/** Sending domains: the key each signs with, and what DNS says. */
export function DomainsSection() {
  const domains = useEndpoint(listSendingDomains);
  const servers = useEndpoint(listServers);
  const mayManage = useCan('canManageServers');
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<SendingDomainView | null>(null);
  const toast = useToast();
  // Whatever it answers, the card says it.
  const check = useAction(checkSendingDomain, { quiet: true, refreshes: [listSendingDomains] });
  const remove = useAction(removeSendingDomain, { refreshes: [listSendingDomains], onDone: () => { toast.say(t('Removed')); setEnding(null); } });
  const add = mayManage && <Button icon={Plus} hotkey="d" onClick={() => setAdding(true)}>{t('Add a domain')}</Button>;
  return (
    <Pad>
      <Head title={t('Sending domains')} end={domains.data !== undefined && domains.data.items.length > 0 && add} />
      <Loaded query={domains}>{({ items }) => (items.length === 0
        ? <Empty title={t('No sending domain yet')} action={add}>{t('Signed mail reaches inboxes: Gmail, Yahoo and Microsoft ask bulk senders for it. Add the domain your sender addresses end in; its key is made here, and the DNS records to publish are shown to copy.')}</Empty>
        : <div className="grid gap-7">{items.map((domain) => <DomainCard key={domain.id} domain={domain} servers={servers.data?.items ?? []} mayManage={mayManage} onRemove={() => setEnding(domain)} />)}</div>)}
      </Loaded>
      {adding && <DomainDialog onClose={() => setAdding(false)} onAdded={(domain) => check.mutate({ params: { domainId: domain.id } })} />}
      <Confirm open={ending !== null} onClose={() => setEnding(null)} title={t('Remove {domain}?', { domain: ending?.domain ?? '' })} verb={t('Remove with its key')} keep={t('Keep it')} busy={remove.isPending} onConfirm={() => ending && remove.mutate({ params: { domainId: ending.id } })}>
        <p>{t('Mail from this domain goes out unsigned from now on. The key cannot be brought back; adding the domain again makes another, with another DNS record.')}</p>
      </Confirm>
    </Pad>
  );
}

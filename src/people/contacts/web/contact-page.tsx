import { Ellipsis, ListPlus, Pencil } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Link, usePlace } from '../../../platform/ui/link.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { useContactPanels, type ContactPanel } from '../../../platform/ui/page.ts';
import { Columns, Pad } from '../../../platform/ui/panel.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan, useMe } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listLists, removeFromList } from '../../lists/contract.ts';
import { countContacts, deleteContact, getContact, listAttributeDefinitions, listContacts, restoreContact, type ContactView } from '../contract.ts';
import { AddToListDialog } from './add-to-list-dialog.tsx';
import { consentWords, nameOf, reasonWithin } from './contact-words.ts';
import { EditContactDrawer } from './edit-contact-drawer.tsx';
import { EraseContactConfirm } from './erase-contact-confirm.tsx';
import { MergeContactDialog } from './merge-contact-dialog.tsx';

/** One person: what we know, may write, and everything other slices have to show about them. */
export function ContactPage() {
  const { params } = usePlace();
  const contact = useEndpoint(getContact, { params: { contactId: Number(params['contactId']) } });
  return <Loaded query={contact}>{(data) => <ContactShown contact={data} />}</Loaded>;
}

type Task = 'edit' | 'list' | 'merge' | 'erase' | null;

function ContactShown({ contact }: { contact: ContactView }) {
  const [task, setTask] = useState<Task>(null);
  const toast = useToast();
  const refreshes = [getContact, listContacts, countContacts];
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  const restore = useAction(restoreContact, { refreshes, onDone: () => toast.say(t('Put back')) });
  const remove = useAction(deleteContact, { refreshes, onDone: () => toast.say(t('{name} deleted', { name: nameOf(contact) }), () => restore.mutate({ params: { contactId: contact.id } })) });
  const [mayEdit, mayErase] = [useCan('canEditPeople'), useCan('canErasePeople')];
  const me = useMe();
  const isMine = (panel: ContactPanel) => panel.allow?.(me) ?? true;
  const main = useContactPanels('main').filter(isMine);
  const side = useContactPanels('side').filter(isMine);
  const close = () => setTask(null);
  const isLive = contact.deletedAt === null;
  return (
    <>
      <TopBar title={nameOf(contact)} crumb={{ label: t('People'), href: '/contacts' }} actions={mayEdit && contact.erasedAt === null && (isLive ? <>
        <span className="wide"><Button variant="quiet" icon={ListPlus} onClick={() => setTask('list')}>{t('Put on a list')}</Button></span>
        <Button icon={Pencil} hotkey="e" onClick={() => setTask('edit')}>{t('Edit')}</Button>
        <Menu trigger={<Button iconOnly icon={Ellipsis}>{t('More')}</Button>} entries={[
          { label: t('Put on a list'), onSelect: () => setTask('list') },
          { label: t('Merge with another'), onSelect: () => setTask('merge') },
          { kind: 'line' },
          { label: t('Delete'), onSelect: () => remove.mutate({ params: { contactId: contact.id } }) },
          mayErase && { label: t('Erase for good'), onSelect: () => setTask('erase') },
        ]} />
      </> : contact.mergedInto === null && <>
        <Button variant="primary" busy={restore.isPending} onClick={() => restore.mutate({ params: { contactId: contact.id } })}>{t('Put back')}</Button>
        {mayErase && <Button onClick={() => setTask('erase')}>{t('Erase for good')}</Button>}
      </>)} />
      <StateOfContact contact={contact} />
      <Columns wide>
        <Pad>
          {main.map((panel) => (
            <section key={panel.id} aria-label={t(panel.title)}><Head title={t(panel.title)} /><Suspense fallback={<SkeletonRows rows={4} />}><panel.element contactId={contact.id} /></Suspense></section>
          ))}
        </Pad>
        <Pad>
          <ContactFacts contact={contact} />
          <ListsOfContact contact={contact} mayEdit={mayEdit} />
          {side.map((panel) => <section key={panel.id} aria-label={t(panel.title)} style={{ marginTop: 24 }}><Head title={t(panel.title)} /><Suspense fallback={<SkeletonRows rows={3} />}><panel.element contactId={contact.id} /></Suspense></section>)}
        </Pad>
      </Columns>
      <EditContactDrawer open={task === 'edit'} onClose={close} contact={contact} />
      <AddToListDialog open={task === 'list'} onClose={close} contactIds={[contact.id]} lists={lists.data?.items ?? []} onDone={() => {}} />
      <MergeContactDialog open={task === 'merge'} onClose={close} contact={contact} />
      <EraseContactConfirm open={task === 'erase'} onClose={close} contact={contact} />
    </>
  );
}

/** What stands in the way of writing, above all else. */
function StateOfContact({ contact }: { contact: ContactView }) {
  if (contact.erasedAt) return <Pad><Problem title={t('This person was erased')}>{t('Name, address and everything personal are gone for good. The anonymous counts stay, and a hash keeps the address from coming back.')}</Problem></Pad>;
  if (contact.mergedInto) return <Pad><Problem title={t('Merged into another contact')}><Link underlined href={`/contacts/${contact.mergedInto}`}>{t('Open the one that was kept')}</Link></Problem></Pad>;
  if (contact.deletedAt) return <Pad><Problem title={t('Deleted')}>{t('In no audience any more, and can be put back as it was.')}</Problem></Pad>;
  if (contact.suppression) {
    return (
      <Pad><Problem title={t('Never written to: {reason}', { reason: reasonWithin(contact.suppression.reason) })}>
        <TimeStamp at={contact.suppression.createdAt} layout="inline" />{contact.suppression.by && <>, {t('by {name}', { name: contact.suppression.by })}</>}{contact.suppression.note && `. ${contact.suppression.note}`} <Link underlined href={`/suppressions?address=${encodeURIComponent(contact.email ?? '')}`}>{t('See the suppression')}</Link>
      </Problem></Pad>
    );
  }
  return null;
}

function ContactFacts({ contact }: { contact: ContactView }) {
  const definitions = useEndpoint(listAttributeDefinitions);
  const shown = (value: string | number | boolean | undefined) => (value === undefined ? null : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value));
  return (
    <section aria-label={t('What we know')}>
      <Head title={t('What we know')} />
      <Facts facts={[
        [t('Address'), contact.email],
        [t('Company'), contact.company && <Link underlined href={`/companies/${contact.company.id}`}>{contact.company.name}</Link>],
        [t('Job title'), contact.jobTitle], [t('Phone'), contact.phone], [t('Owner'), contact.owner?.name], [t('Language'), contact.language], [t('Time zone'), contact.timeZone],
        ...(definitions.data?.items ?? []).map((definition) => [definition.label, shown(contact.attributes[definition.key])] as const),
        [t('Consent'), <span key="c">{consentWords(contact.consent)}{contact.consentSource && `: ${contact.consentSource}`}{contact.consentAt && <>, <TimeStamp at={contact.consentAt} layout="inline" day="always" /></>}</span>],
        [t('Tracking'), contact.tracking === 'refused' ? <span key="t">{t('Refused')}{contact.trackingAt && <>, <TimeStamp at={contact.trackingAt} layout="inline" day="always" /></>}</span> : t('Allowed')],
        [t('Here since'), <TimeStamp key="s" at={contact.createdAt} precision="minute" day="always" />],
      ]} />
    </section>
  );
}

function ListsOfContact({ contact, mayEdit }: { contact: ContactView; mayEdit: boolean }) {
  const takeOff = useAction(removeFromList, { refreshes: [getContact, listLists] });
  if (contact.lists.length === 0) return null;
  return (
    <section aria-label={t('Lists')} style={{ marginTop: 24 }}>
      <Head title={t('Lists')} />
      <ul className="plain">
        {contact.lists.map((list) => (
          <li key={list.id} className="flex items-center gap-2 py-1">
            <Link underlined href={`/lists/${list.id}`}>{list.name}</Link>
            {mayEdit && <Button small variant="quiet" onClick={() => takeOff.mutate({ params: { listId: list.id }, body: { contactIds: [contact.id] } })}>{t('Take off')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

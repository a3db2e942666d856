import { Download, Plus, Search, Upload } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { Chip } from '../../../platform/ui/chip.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getCompany } from '../../companies/contract.ts';
import { listLists } from '../../lists/contract.ts';
import { countContacts, exportContacts, listContacts, listSegmentChoices, type ContactFilter } from '../contract.ts';
import { AddToListDialog } from './add-to-list-dialog.tsx';
import { contactColumns } from './contact-columns.tsx';
import { consentSentence } from './contact-words.ts';
import { PeopleFrame } from './people-frame.tsx';

const consents = ['unknown', 'given', 'withdrawn'] as const;
const isConsent = (text: string): text is (typeof consents)[number] => (consents as readonly string[]).includes(text);

/** Everybody, found by name, address or company; the filter stands in the address, so it can be sent to a colleague. */
export function ContactsPage() {
  const { query } = usePlace();
  const go = useGo();
  const toast = useToast();
  const [mayEdit, mayImport, mayExport] = [useCan('canEditPeople'), useCan('canImport'), useCan('canExport')];
  const [search, setSearch] = useState(query.get('search') ?? '');
  const [picked, setPicked] = useState<Set<string | number>>(new Set());
  const [adding, setAdding] = useState<'picked' | 'found' | null>(null);
  const asked = useDeferredValue(search.trim());
  const consent = query.get('consent') ?? '';
  const filter: ContactFilter = {
    search: asked || undefined, listId: numberOf(query.get('listId')), companyId: numberOf(query.get('companyId')), segmentId: numberOf(query.get('segmentId')),
    consent: isConsent(consent) ? consent : undefined, deleted: query.get('deleted') === 'true' ? true : undefined,
  };
  const { deleted: _deleted, ...alive } = filter;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const contacts = usePages(listContacts, { query: filter }, { keep: true });
  const count = useEndpoint(countContacts, { query: filter }, { keep: true });
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  const segments = useEndpoint(listSegmentChoices);
  const company = useEndpoint(getCompany, { params: { companyId: filter.companyId ?? 0 } }, { enabled: filter.companyId !== undefined });
  useFreshOn(['import'], [listContacts, countContacts], { atMostEveryMs: 5000 });

  const narrow = (change: Record<string, string | undefined>): void => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries(change)) if (value) next.set(key, value); else next.delete(key);
    setPicked(new Set());
    go(`?${next}`, { replace: true });
  };
  return (
    <PeopleFrame part="contacts" title={t('People')} actions={<>
      {mayExport && <span className="wide"><Button variant="quiet" icon={Download} onClick={() => void download(exportContacts, { query: { ...filter, bom: true } }, 'contacts.csv').catch(toast.problem)}>{t('Export')}</Button></span>}
      {mayImport && <ButtonLink href="/imports/new" icon={Upload}>{t('Import')}</ButtonLink>}
      {mayEdit && <ButtonLink variant="primary" href="/contacts/new" icon={Plus}>{t('New contact')}</ButtonLink>}
    </>}>
      <Pad tight>
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-56 grow"><TextField quiet label={t('Find contacts')} type="search" icon={Search} placeholder={t('Name, address or company')} value={search} onChange={setSearch} /></div>
          <SelectField quiet label={t('List')} empty={t('Any list')} value={String(filter.listId ?? '')} onChange={(value) => narrow({ listId: value })} choices={(lists.data?.items ?? []).map((list) => ({ value: String(list.id), label: list.name }))} />
          {((segments.data?.items.length ?? 0) > 0 || filter.segmentId !== undefined) && <SelectField quiet label={t('Segment')} empty={t('Any segment')} value={String(filter.segmentId ?? '')} onChange={(value) => narrow({ segmentId: value })} choices={(segments.data?.items ?? []).map((segment) => ({ value: String(segment.id), label: segment.name }))} />}
          <SelectField quiet label={t('Consent')} empty={t('Any consent')} value={filter.consent ?? ''} onChange={(value) => narrow({ consent: value })} choices={consents.map((value) => ({ value, label: consentSentence(value) }))} />
          <Chip pressed={Boolean(filter.deleted)} onPress={() => narrow({ deleted: filter.deleted ? undefined : 'true' })}>{t('Deleted')}</Chip>
          {filter.companyId !== undefined && <Chip onRemove={() => narrow({ companyId: undefined })}>{t('At {name}', { name: company.data?.name ?? t('a company') })}</Chip>}
        </div>
        {mayEdit && !filter.deleted && (picked.size > 0 || (isFiltered && (count.data?.count ?? 0) > 0)) && (
          <div className="acts" style={{ marginTop: 12 }}>
            {picked.size > 0 ? <>
              <Button small onClick={() => setAdding('picked')}>{t('Put {size} on a list', { size: formatCount(picked.size) })}</Button>
              <Button small variant="quiet" onClick={() => setPicked(new Set())}>{t('Choose nobody')}</Button>
            </> : <Button small variant="quiet" onClick={() => setAdding('found')}>{t('Put all {count} found on a list', { count: formatCount(count.data?.count ?? 0) })}</Button>}
          </div>
        )}
      </Pad>
      {contacts.problem ? <Pad><Failed error={contacts.problem} onRetry={contacts.retry} /></Pad> : contacts.loading ? <SkeletonRows /> : contacts.items.length === 0 ? (
        <Pad>{isFiltered ? <Empty title={t('Nobody fits')}>{t('No contact has all of this. Take a word or a filter away.')}</Empty>
          : <Empty title={t('No contacts yet')} action={mayImport && <ButtonLink variant="primary" href="/imports/new" icon={Upload}>{t('Import a sheet')}</ButtonLink>}>{t('Contacts are the people you write to. A sheet from your spreadsheet program brings them in at once.')}</Empty>}</Pad>
      ) : (
        <Pad tight>
          <DataTable caption={t('Contacts, newest first')} columns={contactColumns()} rows={contacts.items} rowKey={(row) => row.id} rowHref={(row) => `/contacts/${row.id}`}
            {...(mayEdit && !filter.deleted ? { picked, onPick: setPicked } : {})}
            hasMore={contacts.hasMore} loadingMore={contacts.loadingMore} onMore={contacts.loadMore} total={count.data?.count} what={t('contacts')} />
        </Pad>
      )}
      <AddToListDialog open={adding !== null} onClose={() => setAdding(null)} contactIds={[...picked].map(Number)} found={adding === 'found' ? { filter: alive, count: count.data?.count ?? 0 } : null} lists={lists.data?.items ?? []} onDone={() => setPicked(new Set())} />
    </PeopleFrame>
  );
}

const numberOf = (text: string | null): number | undefined => (text && /^\d+$/.test(text) ? Number(text) : undefined);

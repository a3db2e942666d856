import { useState } from 'react';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { listContacts } from '../../../people/contacts/contract.ts';
import { t } from '../../../platform/ui/words.ts';

/** Fills the preview with one contact's values; without one, with an invented sample. */
export function PreviewAs({ contactId, onChoose }: { contactId: number | undefined; onChoose: (contactId: number | undefined) => void }) {
  const [search, setSearch] = useState('');
  const contacts = useEndpoint(listContacts, { query: { limit: 20, search: search || undefined } }, { keep: true });
  const choices = (contacts.data?.items ?? []).map((contact) => ({ value: String(contact.id), label: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || (contact.email ?? ''), beside: contact.email ?? '' }));
  return (
    <div style={{ width: 280, maxWidth: '100%' }}>
      <ComboboxField
        label={t('Read it as')}
        value={contactId === undefined ? 'sample' : String(contactId)}
        onChange={(value) => onChoose(value === 'sample' ? undefined : Number(value))}
        onSearch={setSearch}
        choices={[{ value: 'sample', label: t('An invented reader') }, ...choices]}
      />
    </div>
  );
}

import { useState } from 'react';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listContacts } from '../../../people/contacts/contract.ts';
import { explainAudience, type Explanation } from '../contract.ts';
import type { SettingsDraft } from './use-drafts.ts';

interface Props {
  campaignId: number;
  audience: SettingsDraft['audience'];
  draft: Pick<SettingsDraft, 'team' | 'sendTime'>;
}

/** Why is this person in it, why not that one? Answered in words for anybody. */
export function ExplainContact({ campaignId, audience, draft }: Props) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const contacts = useEndpoint(listContacts, { query: { limit: 20, search: search || undefined } }, { keep: true });
  const explain = useAction(explainAudience, { quiet: true });
  const choices = (contacts.data?.items ?? []).map((contact) => ({ value: String(contact.id), label: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || (contact.email ?? ''), beside: contact.email ?? '' }));
  const named = explain.data && !choices.some(({ value }) => value === chosen) ? [{ value: String(explain.data.contact.id), label: explain.data.contact.name || (explain.data.contact.email ?? '') }] : [];
  return (
    <div className="grid gap-2">
      <div style={{ maxWidth: 420 }}>
        <ComboboxField
          label={t('Is somebody in it?')}
          placeholder={t('A name or an address')}
          value={chosen}
          onSearch={setSearch}
          onChange={(value) => {
            setChosen(value);
            explain.mutate({ body: { audience, team: draft.team, sendTime: draft.sendTime, contactId: Number(value), campaignId } });
          }}
          choices={[...named, ...choices]}
        />
      </div>
      <div className="small" role="status">
        {explain.error && explain.error.detail}
        {explain.data && !explain.error && <Answer of={explain.data} />}
      </div>
    </div>
  );
}

function Answer({ of }: { of: Explanation }) {
  return (
    <>
      {of.words}
      {of.dueAt && of.fate?.verdict !== 'drop' && <> <span className="faint">{t('Due')} <TimeStamp at={of.dueAt} precision="minute" day="always" zone={of.zone} layout="inline" /> ({of.zone}, {zoneFrom(of.zoneFrom)})</span></>}
    </>
  );
}

function zoneFrom(from: Explanation['zoneFrom']): string {
  return from === 'contact' ? t('their own zone') : from === 'company' ? t('their company’s zone') : t('your company’s zone: theirs is not known');
}

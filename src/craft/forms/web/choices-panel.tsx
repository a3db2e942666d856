import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getContactChoices, type ContactChoices } from '../contract.ts';
import { ChoicesDialog } from './choices-dialog.tsx';
import { languageName, recordWords } from './form-words.ts';

const rowsAtFirst = 6;

/** What a contact chose, and the history of it with the words they agreed to. */
export function ChoicesPanel({ contactId }: { contactId: number }) {
  const choices = useEndpoint(getContactChoices, { params: { contactId } });
  const [writing, setWriting] = useState(false);
  return (
    <Loaded query={choices}>{(data) => (
      <div className="grid gap-3">
        <Facts facts={[
          ...data.topics.map((topic): [string, string] => [topic.name, topic.choice === 'in' ? t('Chosen') : topic.choice === 'out' ? t('Not wanted') : t('Never asked')]),
          data.atMost && [t('Fewer mails'), t('At most {mails} in {days} days', data.atMost)],
        ]} />
        {data.topics.length === 0 && <p className="soft">{t('There are no topics yet.')}</p>}
        <div className="acts"><Button small onClick={() => setWriting(true)}>{t('Write down a choice')}</Button></div>
        <History records={data.history} />
        <p className="soft m-0">{t('Their page of choices: whoever has this address can choose for them.')}</p>
        <CopyText text={data.preferencesUrl} label={t('address of their page')} />
        {writing && <ChoicesDialog contactId={contactId} choices={data} onClose={() => setWriting(false)} />}
      </div>
    )}</Loaded>
  );
}

function History({ records }: { records: ContactChoices['history'] }) {
  const [all, setAll] = useState(false);
  if (records.length === 0) return null;
  return (
    <>
      <ul className="grid gap-3 m-0 p-0 list-none" aria-label={t('History of consent and choices')}>{records.slice(0, all ? undefined : rowsAtFirst).map((record) => (
        <li key={record.id}>
          <span className="block">{recordWords(record.what, record.topic, record.detail)}</span>
          <span className="soft block"><TimeStamp at={record.at} day="always" layout="inline" />, {record.by ? `${record.source} (${record.by.name})` : record.source}{record.address && `, ${record.address}`}</span>
          {record.what === 'consent-given' && record.consent && <q className="soft block" title={`${languageName(record.consent.language)} ${record.consent.version}`}>{record.consent.text}</q>}
        </li>
      ))}</ul>
      {!all && records.length > rowsAtFirst && <Button small variant="quiet" onClick={() => setAll(true)}>{t('Show all {count}', { count: records.length })}</Button>}
    </>
  );
}

import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changeTopic, createTopic, listFormLanguages, listTopics, type TopicView } from '../contract.ts';
import { languageName } from './form-words.ts';

/** A topic's name and what it means, for readers of each language. */
export function TopicDialog({ topic, onClose }: { topic: TopicView | null; onClose: () => void }) {
  const [name, setName] = useState(topic?.name ?? '');
  const [description, setDescription] = useState(topic?.description ?? '');
  const [translations, setTranslations] = useState(topic?.translations ?? {});
  const languages = useEndpoint(listFormLanguages);
  const options = { quiet: true, refreshes: [listTopics], onDone: onClose };
  const create = useAction(createTopic, options);
  const change = useAction(changeTopic, options);
  const problem = create.error ?? change.error;
  const body = { name, description, translations: Object.fromEntries(Object.entries(translations).filter(([, words]) => words.name.trim() !== '')) };
  const translate = (language: string, part: 'name' | 'description', value: string) =>
    setTranslations({ ...translations, [language]: { ...(translations[language] ?? { name: '', description: '' }), [part]: value } });
  return (
    <Dialog open onClose={onClose} title={topic ? t('Change the topic') : t('New topic')}>
      <Form submit={topic ? t('Save') : t('Add the topic')} busy={create.isPending || change.isPending} problem={problem} onSubmit={() => (topic ? change.mutate({ params: { topicId: topic.id }, body }) : create.mutate({ body }))}>
        <TextField label={t('Name')} value={name} onChange={setName} error={problem?.field('name')} maxLength={80} required />
        <TextField label={t('What is it about, and how often?')} optional value={description} onChange={setDescription} error={problem?.field('description')} maxLength={300} />
        <Head title={t('For readers of other languages')} />
        {(languages.data?.items ?? []).map(({ language }) => (
          <div key={language} className="grid gap-2">
            <TextField label={t('Name in {language}', { language: languageName(language) })} optional value={translations[language]?.name ?? ''} onChange={(value) => translate(language, 'name', value)} maxLength={80} />
            {translations[language]?.name && <TextField label={t('About it in {language}', { language: languageName(language) })} optional value={translations[language].description} onChange={(value) => translate(language, 'description', value)} maxLength={300} />}
          </div>
        ))}
      </Form>
    </Dialog>
  );
}

import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Checkbox, SelectField } from '../../../platform/ui/choice-fields.tsx';
import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listAttributeDefinitions } from '../../../people/contacts/contract.ts';
import { listLists } from '../../../people/lists/contract.ts';
import { builtInFields, listFormLanguages, listTopics } from '../contract.ts';
import { emptyTexts, fieldState, withField, withText, withoutLanguage, type FormDraft } from './form-draft.ts';
import { fieldWords, languageName } from './form-words.ts';

interface Props {
  draft: FormDraft;
  onChange: (draft: FormDraft) => void;
  /** Whose texts are written and shown. */
  shown: string;
  onShow: (language: string) => void;
  problem: ApiProblem | null;
  readOnly: boolean;
}

/** What a form asks, in which words, and where people go. */
export function FormBuilder(props: Props) {
  const { draft, onChange, problem, readOnly } = props;
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  return (
    <fieldset disabled={readOnly} className="grid gap-4 border-0 p-0 m-0 min-w-0">
      <TextField label={t('Name')} hint={t('For your team; visitors never see it.')} value={draft.name} onChange={(name) => onChange({ ...draft, name })} error={problem?.field('name')} maxLength={120} required />
      <TextParts {...props} />
      <FieldParts draft={draft} onChange={onChange} />
      <TopicParts draft={draft} onChange={onChange} />
      <Head title={t('After the confirmation')} />
      <SelectField label={t('They join the list')} optional value={draft.listId === null ? '' : String(draft.listId)} onChange={(value: string) => onChange({ ...draft, listId: value === '' ? null : Number(value) })} empty={t('No list')}
        choices={(lists.data?.items ?? []).map((list) => ({ value: String(list.id), label: list.name }))} error={problem?.field('listId')} />
      <TextField label={t('They are led on to')} optional type="url" hint={t('An address that begins with https://. Left empty, they see a page that thanks them.')} value={draft.successUrl ?? ''}
        onChange={(text) => onChange({ ...draft, successUrl: text.trim() === '' ? null : text })} error={problem?.field('successUrl')} />
    </fieldset>
  );
}

function TextParts({ draft, onChange, shown, onShow, problem }: Props) {
  const spoken = useEndpoint(listFormLanguages);
  const [adding, setAdding] = useState('');
  const texts = draft.texts[shown] ?? emptyTexts();
  const change = (part: keyof typeof texts) => (value: string) => onChange(withText(draft, shown, { [part]: value }));
  const missing = (spoken.data?.items ?? []).filter(({ language }) => !draft.texts[language]);
  const add = (language: string) => {
    onChange(withText(draft, language, {}));
    onShow(language);
    setAdding('');
  };
  const wrong = (part: string) => problem?.field(`texts.${shown}.${part}`);
  return (
    <>
      <Head title={t('Words')} />
      <div className="acts">
        <Segment label={t('Language of the words')} value={shown} onChange={onShow} options={Object.keys(draft.texts).map((language) => ({ value: language, label: languageName(language) }))} />
        {missing.length > 0 && <SelectField quiet label={t('Add a language')} value={adding} onChange={add} empty={t('Add a language')} choices={missing.map(({ language }) => ({ value: language, label: languageName(language) }))} />}
        {shown !== draft.language && <>
          <Button small variant="quiet" onClick={() => onChange({ ...draft, language: shown })}>{t('Make it the main language')}</Button>
          <Button small variant="quiet" onClick={() => { onShow(draft.language); onChange(withoutLanguage(draft, shown)); }}>{t('Remove {language}', { language: languageName(shown) })}</Button>
        </>}
      </div>
      <TextField label={t('Title')} value={texts.title} onChange={change('title')} error={wrong('title')} maxLength={120} required />
      <TextArea label={t('Introduction')} optional rows={2} value={texts.intro} onChange={change('intro')} error={wrong('intro')} maxLength={600} />
      <TextArea label={t('What people agree to')} hint={t('Stands beside a box they tick. Each wording is kept with the time and address of everybody who agreed to it.')} rows={3} value={texts.consent} onChange={change('consent')} error={wrong('consent')} maxLength={1000} required />
      <TextField label={t('Button')} optional hint={t('Left empty: Sign up')} value={texts.button} onChange={change('button')} error={wrong('button')} maxLength={40} />
      <TextArea label={t('Thanks after confirming')} optional rows={2} value={texts.thanks} onChange={change('thanks')} error={wrong('thanks')} maxLength={600} />
    </>
  );
}

function FieldParts({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const attributes = useEndpoint(listAttributeDefinitions);
  const words = fieldWords();
  const known = [
    ...builtInFields.map((key) => ({ key: key as string, label: words[key] ?? key })),
    ...(attributes.data?.items ?? []).filter(({ archivedAt }) => archivedAt === null).map(({ key, label }) => ({ key: `attribute.${key}`, label })),
  ];
  const options = [{ value: 'off' as const, label: t('Not asked') }, { value: 'optional' as const, label: t('Optional') }, { value: 'required' as const, label: t('Required') }];
  return (
    <>
      <Head title={t('Fields beside the address')} />
      <ul className="grid gap-2 m-0 p-0 list-none">{known.map(({ key, label }) => (
        <li key={key} className="flex flex-wrap items-center justify-between gap-2"><span>{label}</span><Segment label={label} value={fieldState(draft, key)} onChange={(state) => onChange(withField(draft, key, state))} options={options} /></li>
      ))}</ul>
    </>
  );
}

function TopicParts({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const topics = useEndpoint(listTopics, { query: {} });
  const items = topics.data?.items ?? [];
  const toggle = (id: number, isOn: boolean) => onChange({ ...draft, topicIds: isOn ? [...draft.topicIds, id] : draft.topicIds.filter((each) => each !== id) });
  return (
    <>
      <Head title={t('Topics to choose from')} />
      {items.length === 0 && <p className="soft">{t('There are no topics yet.')} <Link underlined href="/settings/topics">{t('Say what you write about')}</Link></p>}
      {items.map((topic) => <Checkbox key={topic.id} label={topic.name} hint={topic.description || undefined} checked={draft.topicIds.includes(topic.id)} onChange={(isOn) => toggle(topic.id, isOn)} />)}
    </>
  );
}

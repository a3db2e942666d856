import { useState } from 'react';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { usePlace, useQueryValue } from '../../../platform/ui/link.tsx';
import { Columns } from '../../../platform/ui/panel.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { archiveForm, getForm, listForms, saveForm, type FormView } from '../contract.ts';
import { FormBuilder } from './form-builder.tsx';
import { draftOf } from './form-draft.ts';
import { FormPreview } from './form-preview.tsx';
import { PublishSection } from './publish-section.tsx';
import { SubmissionsSection } from './submissions-section.tsx';

/** One form: its words and fields, where it stands, who signed up. */
export function FormPage() {
  const { params } = usePlace();
  const form = useEndpoint(getForm, { params: { formId: Number(params['formId']) } });
  return <Loaded query={form}>{(data) => <FormShown key={data.revision} form={data} />}</Loaded>;
}

function FormShown({ form }: { form: FormView }) {
  const [tab, setTab] = useQueryValue('tab', 'form');
  const [draft, setDraft] = useState(() => draftOf(form));
  const [shown, setShown] = useState(form.language);
  const toast = useToast();
  const mayMake = useCan('canWriteEmails');
  const params = { formId: form.id };
  const save = useAction(saveForm, { quiet: true, refreshes: [getForm, listForms], onDone: () => toast.say(t('Saved')) });
  const archive = useAction(archiveForm, { refreshes: [getForm, listForms] });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(form));
  const isClosed = form.archivedAt !== null;
  const actions = mayMake && <>
    <Button variant="quiet" onClick={() => archive.mutate({ params, body: { archived: !isClosed } })}>{isClosed ? t('Open it again') : t('Close the form')}</Button>
    {!isClosed && <ButtonLink href={form.url}>{t('See the page')}</ButtonLink>}
    {tab === 'form' && <Button variant="primary" disabled={!isChanged} busy={save.isPending} onClick={() => save.mutate({ params, body: { ...draft, expectedRevision: form.revision } })}>{t('Save')}</Button>}
  </>;
  return (
    <>
      <TopBar title={form.name} crumb={{ label: t('Sign-up forms'), href: '/forms' }} actions={actions} />
      <div className="px-4 pt-2 phone:px-6"><Tabs label={t('Parts of the form')} value={tab} onChange={setTab} tabs={[
        { value: 'form', label: t('Form') }, { value: 'publish', label: t('Publish') }, { value: 'submissions', label: t('Sign-ups'), count: form.counts.submitted },
      ]} /></div>
      {isClosed && <div className="pad"><Problem title={t('This form is closed')}>{t('Nobody can sign up with it. Who is waiting can still confirm.')}</Problem></div>}
      {tab === 'publish' && <PublishSection form={form} />}
      {tab === 'submissions' && <SubmissionsSection form={form} />}
      {tab === 'form' && (
        <Columns>
          <div className="pad">
            {save.error && <Problem title={save.error.title}>{save.error.detail}{save.error.fields.map((field) => <span key={field.path} className="block">{field.path.replace(/^body\./, '')}: {field.message}</span>)}</Problem>}
            <FormBuilder draft={draft} onChange={setDraft} shown={shown} onShow={setShown} problem={save.error} readOnly={!mayMake} />
          </div>
          <div className="pad"><FormPreview draft={draft} shown={shown} /></div>
        </Columns>
      )}
    </>
  );
}

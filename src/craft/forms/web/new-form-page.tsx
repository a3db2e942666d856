import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { Columns } from '../../../platform/ui/panel.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { locale, t } from '../../../platform/ui/words.ts';
import { createForm, listForms } from '../contract.ts';
import { FormBuilder } from './form-builder.tsx';
import { newDraft } from './form-draft.ts';
import { FormPreview } from './form-preview.tsx';

/** A form nobody has seen yet. */
export function NewFormPage() {
  const go = useGo();
  const me = useMe();
  const [draft, setDraft] = useState(() => newDraft(locale().startsWith('de') ? 'de' : 'en', me.workspace.name));
  const [shown, setShown] = useState(draft.language);
  const create = useAction(createForm, { quiet: true, refreshes: [listForms], onDone: (form) => go(`/forms/${form.id}`) });
  return (
    <>
      <TopBar title={t('New form')} crumb={{ label: t('Sign-up forms'), href: '/forms' }} actions={<Button variant="primary" busy={create.isPending} onClick={() => create.mutate({ body: draft })}>{t('Make the form')}</Button>} />
      <Columns>
        <div className="pad">
          {create.error && <Problem title={create.error.title}>{create.error.detail}{create.error.fields.map((field) => <span key={field.path} className="block">{field.path.replace(/^body\./, '')}: {field.message}</span>)}</Problem>}
          <FormBuilder draft={draft} onChange={setDraft} shown={shown} onShow={setShown} problem={create.error} readOnly={false} />
        </div>
        <div className="pad"><FormPreview draft={draft} shown={shown} /></div>
      </Columns>
    </>
  );
}

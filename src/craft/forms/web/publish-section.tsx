import { useState } from 'react';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { FormView } from '../contract.ts';
import { languageName } from './form-words.ts';

/** The page's address, the HTML to put elsewhere, and the wordings shown so far. */
export function PublishSection({ form }: { form: FormView }) {
  const [language, setLanguage] = useState(form.language);
  const [kind, setKind] = useState<'script' | 'plain'>('script');
  const snippet = form.snippets[language]?.[kind] ?? '';
  return (
    <Pad>
      <div className="grid gap-4" style={{ maxWidth: '56rem' }}>
        <section><Head title={t('A page of its own')} /><p className="soft">{t('In the visitor’s language where the form has it, in yours otherwise.')}</p><CopyText text={form.url} label={t('address')} /></section>
        <section>
          <Head title={t('On your own site')} />
          <div className="acts">
            {form.languages.length > 1 && <Segment label={t('Language')} value={language} onChange={setLanguage} options={form.languages.map((value) => ({ value, label: languageName(value) }))} />}
            <Segment label={t('Kind')} value={kind} onChange={setKind} options={[{ value: 'script', label: t('With our small script') }, { value: 'plain', label: t('HTML alone') }]} />
          </div>
          <p className="soft">{kind === 'script' ? t('Visitors stay on your page and read the answer there. The script is served from here, and no other.') : t('Nothing but a form. Visitors see our page once more and press the button there: robots do not.')}</p>
          <CopyText text={snippet} label={t('snippet')} />
        </section>
        <section>
          <Head title={t('Wordings of the consent')} />
          <ul className="grid gap-2 m-0 p-0 list-none">{form.consents.map((wording) => (
            <li key={`${wording.language} ${wording.version}`}><span className="soft">{languageName(wording.language)} {wording.version}, <TimeStamp at={wording.createdAt} precision="minute" day="always" layout="inline" /></span><br />{wording.text}</li>
          ))}</ul>
        </section>
      </div>
    </Pad>
  );
}

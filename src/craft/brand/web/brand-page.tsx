import './brand.css';
import { useState } from 'react';
import { Columns } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { SettingsFrame } from '../../../people/workspaces/web/index.ts';
import { getBrand, type Brand } from '../contract.ts';
import { BrandForm } from './brand-form.tsx';
import { BrandPreview } from './brand-preview.tsx';

/** How mails look: set on the left, seen on the right before it is saved. */
export function BrandPage() {
  const saved = useEndpoint(getBrand);
  return <SettingsFrame part="brand"><Loaded query={saved}>{({ brand }) => <BrandColumns saved={brand} />}</Loaded></SettingsFrame>;
}

function BrandColumns({ saved }: { saved: Brand }) {
  const [draft, setDraft] = useState(saved);
  const mayChange = useCan('canChangeBrand');
  return (
    <Columns>
      <section aria-label={t('Brand')}>
        <p className="soft mb-4">{t('Every designed mail is made in this look, from the next preview and launch on. Mails that went out keep theirs.')}</p>
        {!mayChange && <p className="mb-4">{t('A manager or an owner can change these.')}</p>}
        <BrandForm saved={saved} draft={draft} onChange={setDraft} mayChange={mayChange} />
      </section>
      <BrandPreview brand={draft} />
    </Columns>
  );
}

import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { getSettings } from '../contract.ts';
import { AddressesSection } from './addresses-section.tsx';
import { CompanyFacts } from './company-facts.tsx';
import { CompanyForm } from './company-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** The company's settings: a form for owners, the same values to read for everybody else. */
export function CompanyPage() {
  const settings = useEndpoint(getSettings);
  const mayChange = useCan('canChangeSettings');
  return (
    <SettingsFrame part="company">
      <Loaded query={settings}>{(data) => (
        <>
          <Pad band>{mayChange ? <CompanyForm settings={data} /> : <CompanyFacts settings={data} />}</Pad>
          <Pad><AddressesSection addresses={data.addresses} /></Pad>
        </>
      )}</Loaded>
    </SettingsFrame>
  );
}

import { SettingsFrame } from '../../../people/workspaces/web/index.ts';
import { ReportsSection } from '../../inbound/web/index.ts';
import { DomainsSection } from './domains-section.tsx';
import { ServersSection } from './servers-section.tsx';

/** Where mail leaves from, and what DNS must say so that it is believed. */
export function SendingPage() {
  return (
    <SettingsFrame part="sending">
      <ServersSection />
      <DomainsSection />
      <ReportsSection />
    </SettingsFrame>
  );
}

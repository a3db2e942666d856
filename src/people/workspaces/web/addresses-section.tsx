import { Check, CircleAlert } from 'lucide-react';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import type { Settings } from './settings-words.ts';

type Addresses = Settings['addresses'];

/** Where people and readers reach us: set where Kindred is started, checked here. */
export function AddressesSection({ addresses }: { addresses: Addresses }) {
  return (
    <section aria-labelledby="addresses">
      <Head id="addresses" title="Public addresses" />
      <Facts facts={[
        ['App', <Address key="base" check={addresses.base} />],
        ['Links, pixels', <Address key="tracking" check={addresses.tracking} />],
        ['Proxies', addresses.trustedProxies.length > 0 ? addresses.trustedProxies.join(', ') : 'None trusted: the address of whoever connects counts'],
      ]} />
      <p className="soft mt-4 max-w-[62ch]">These are set where Kindred is started: <code>KINDRED_BASE_URL</code>, <code>KINDRED_TRACKING_URL</code>, <code>KINDRED_TRUSTED_PROXIES</code>. With a real mail server and an address that readers cannot reach, a campaign does not launch.</p>
    </section>
  );
}

function Address({ check }: { check: Addresses['base'] }) {
  const words = check.reachable ? (check.secure ? 'Readers can reach it.' : 'Readers can reach it, but without encryption.') : `Readers cannot reach it. ${check.problem ?? ''}`;
  return (
    <>
      <span className="block break-all">{check.url}</span>
      <span className="soft block"><Icon of={check.reachable && check.secure ? Check : CircleAlert} /> {words}</span>
    </>
  );
}

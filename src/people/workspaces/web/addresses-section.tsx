import { Check, CircleAlert } from 'lucide-react';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { Settings } from './settings-words.ts';

type Addresses = Settings['addresses'];

/** Where people and readers reach us: set where Kindred is started, checked here. */
export function AddressesSection({ addresses }: { addresses: Addresses }) {
  return (
    <section aria-labelledby="addresses">
      <Head id="addresses" title={t('Public addresses')} />
      <Facts facts={[
        [t('App'), <Address key="base" check={addresses.base} />],
        [t('Links, pixels'), <Address key="tracking" check={addresses.tracking} />],
        [t('Proxies'), addresses.trustedProxies.length > 0 ? addresses.trustedProxies.join(', ') : t('None trusted: the address of whoever connects counts')],
      ]} />
      <p className="soft mt-4 max-w-[62ch]">{rich('These are set where Kindred is started: <code>KINDRED_BASE_URL</code>, <code2>KINDRED_TRACKING_URL</code2>, <code3>KINDRED_TRUSTED_PROXIES</code3>. With a real mail server and an address that readers cannot reach, a campaign does not launch.', { code: (words) => <code>{words}</code>, code2: (words) => <code>{words}</code>, code3: (words) => <code>{words}</code> })}</p>
    </section>
  );
}

function Address({ check }: { check: Addresses['base'] }) {
  const words = check.reachable ? (check.secure ? t('Readers can reach it.') : t('Readers can reach it, but without encryption.')) : `${t('Readers cannot reach it.')} ${check.problem ?? ''}`;
  return (
    <>
      <span className="block break-all">{check.url}</span>
      <span className="soft block"><Icon of={check.reachable && check.secure ? Check : CircleAlert} /> {words}</span>
    </>
  );
}

import { Pad } from '../../../platform/ui/panel.tsx';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { listHooks } from '../contract.ts';
import { ProviderHook } from './provider-hook.tsx';

/** Settings: where mail providers report bounces and complaints to. Only for those who set servers: an address is a secret. */
export function ReportsSection() {
  return useCan('canManageServers') ? <Hooks /> : null;
}

function Hooks() {
  const hooks = useEndpoint(listHooks);
  return (
    <Pad>
      <Head title={t('Reports of mail providers')} />
      <p className="soft max-w-[62ch]">{t('If you send through one of these, it can tell Kindred of bounces and complaints at once. Make an address, and enter it at the provider for bounces and complaints. Keep it to yourself: whoever knows it could report in the provider’s name.')}</p>
      <Loaded query={hooks}>{({ items }) => <ul className="grid gap-6 mt-4 p-0 list-none">{items.map((hook) => <ProviderHook key={hook.provider} hook={hook} />)}</ul>}</Loaded>
    </Pad>
  );
}

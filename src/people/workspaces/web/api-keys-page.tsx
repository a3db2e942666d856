import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listApiKeys, revokeApiKey } from '../contract.ts';
import { MakeKeyDialog } from './make-key-dialog.tsx';
import { SettingsFrame } from './settings-frame.tsx';

type ApiKey = z.output<typeof listApiKeys.response>['items'][number];

/** Keys for programs. */
export function ApiKeysPage() {
  const keys = usePages(listApiKeys, { query: { limit: 100 } });
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const make = <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setMaking(true)}>{t('New key')}</Button>;
  const empty = !keys.loading && !keys.problem && keys.items.length === 0;
  return (
    <SettingsFrame part="api-keys" actions={!empty && make}>
      <Pad>
        {keys.problem ? <Failed error={keys.problem} onRetry={keys.retry} /> : keys.loading ? <SkeletonRows /> : empty
          ? <Empty title={t('No keys yet')} action={make}>{rich('With a key a program does through the API what you may do here, as far as its scopes go. <a>The API is documented here.</a>', { a: (words) => <a className="link" href="/api/docs">{words}</a> })}</Empty>
          : <>
            <DataTable caption={t('API keys')} columns={columns(setEnding)} rows={keys.items} rowKey={(row) => row.id} hasMore={keys.hasMore} loadingMore={keys.loadingMore} onMore={keys.loadMore} what={keys.items.length === 1 ? t('key') : t('keys')} />
            <p className="soft mt-4"><a className="link" href="/api/docs">{t('Documentation of the API')}</a></p>
          </>}
      </Pad>
      {making && <MakeKeyDialog onClose={() => setMaking(false)} />}
      <RevokeConfirm apiKey={ending} onClose={() => setEnding(null)} />
    </SettingsFrame>
  );
}

const stateWords: Record<ApiKey['state'], string> = { active: t('Works'), expired: t('Run out'), revoked: t('Revoked') };

function columns(onEnd: (key: ApiKey) => void): Column<ApiKey>[] {
  return [
    { key: 'name', head: t('Name'), phone: 'title', cell: (row) => <><span className="block">{row.name}</span><code className="small faint">{row.hint}</code></> },
    { key: 'scopes', head: t('May'), phone: 'line', cell: (row) => <span className="soft">{row.scopes.join(', ')}</span> },
    { key: 'by', head: t('Made by'), phone: 'hide', cell: (row) => row.madeBy.name },
    { key: 'used', head: t('Last used'), phone: 'title', label: t('used'), cell: (row) => (row.lastUsedAt ? <TimeStamp at={row.lastUsedAt} precision="minute" /> : t('never')) },
    { key: 'state', head: t('State'), phone: 'end', cell: (row) => (row.state === 'active' && row.expiresAt ? <>{rich('Works until {when}', { when: <TimeStamp layout="inline" at={row.expiresAt} precision="minute" /> })}</> : stateWords[row.state]) },
    { key: 'acts', head: <span className="sr">{t('Actions')}</span>, align: 'right', phone: 'end', cell: (row) => row.state === 'active' && <Button small variant="quiet" onClick={() => onEnd(row)}>{t('Revoke')}</Button> },
  ];
}

function RevokeConfirm({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const revoked = useAction(revokeApiKey, { refreshes: [listApiKeys], onDone: onClose });
  return (
    <Confirm open={apiKey !== null} onClose={onClose} title={t('Revoke {name}?', { name: apiKey?.name ?? '' })} verb={t('Revoke')} keep={t('Keep it')} busy={revoked.isPending} onConfirm={() => apiKey && revoked.mutate({ params: { apiKeyId: apiKey.id } })}>
      <p>{t('Programs that use it are refused from now on. This cannot be undone; make a new key instead.')}</p>
    </Confirm>
  );
}

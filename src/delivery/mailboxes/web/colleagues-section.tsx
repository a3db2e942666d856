import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { phrase, t } from '../../../platform/ui/words.ts';
import type { z } from 'zod';
import type { colleagueMailbox } from '../contract.ts';

type Row = z.infer<typeof colleagueMailbox>;
const stateWords = { active: phrase('Works // a mailbox'), paused: phrase('Paused'), failing: phrase('Cannot be read') } as const;

/** For managers: who has a mailbox, and whether it works. */
export function ColleaguesSection({ rows }: { rows: readonly Row[] }) {
  return (
    <Pad band>
      <Head title={t('Mailboxes of colleagues')} />
      <DataTable caption={t('Mailboxes of colleagues')} rows={rows} rowKey={(row) => row.id} what={rows.length === 1 ? t('mailbox') : t('mailboxes')} keyboard={false} columns={[
        { key: 'member', head: t('Member'), phone: 'title', cell: (row) => <span className="strong">{row.member.name}</span> },
        { key: 'address', head: t('Address'), phone: 'line', cell: (row) => row.address },
        { key: 'state', head: t('State'), phone: 'line', cell: (row) => t(stateWords[row.state]) },
        { key: 'read', head: t('Read up to'), phone: 'line', cell: (row) => (row.checkedAt ? <TimeStamp at={row.checkedAt} /> : t('Not read yet')) },
      ]} />
    </Pad>
  );
}

import type { Column } from '../../../platform/ui/data-table.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { ContactLine } from '../contract.ts';
import { consentSentence, nameOf, reasonWithin } from './contact-words.ts';

export const contactColumns = (): Column<ContactLine>[] => [
  { key: 'name', head: t('Name'), phone: 'title', cell: (row) => <Link className="strong" href={`/contacts/${row.id}`}>{nameOf(row)}</Link> },
  { key: 'email', head: t('Address'), phone: 'line', cell: (row) => <span className="soft">{row.email ?? ''}</span> },
  { key: 'company', head: t('Company'), phone: 'line', cell: (row) => (row.company ? <Link href={`/companies/${row.company.id}`}>{row.company.name}</Link> : null) },
  { key: 'job', head: t('Job title'), phone: 'hide', cell: (row) => <span className="soft">{row.jobTitle}</span> },
  { key: 'state', head: t('May be written to'), phone: 'line', cell: (row) => stateOf(row) },
  { key: 'since', head: t('Since'), phone: 'hide', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

function stateOf(row: ContactLine) {
  if (row.deletedAt) return <span className="soft">{t('Deleted')}</span>;
  if (row.suppressed) return <span>{t('No: {reason}', { reason: reasonWithin(row.suppressed) })}</span>;
  return row.consent === 'withdrawn' ? <span>{t('No: consent withdrawn')}</span> : <span className="soft">{row.consent === 'given' ? t('Yes, consent given') : consentSentence(row.consent)}</span>;
}

import type { Column } from '../../../platform/ui/data-table.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import type { ContactLine } from '../contract.ts';
import { consentWords, nameOf, reasonWords } from './contact-words.ts';

export const contactColumns: Column<ContactLine>[] = [
  { key: 'name', head: 'Name', phone: 'title', cell: (row) => <Link className="strong" href={`/contacts/${row.id}`}>{nameOf(row)}</Link> },
  { key: 'email', head: 'Address', phone: 'line', cell: (row) => <span className="soft">{row.email ?? ''}</span> },
  { key: 'company', head: 'Company', phone: 'line', cell: (row) => (row.company ? <Link href={`/companies/${row.company.id}`}>{row.company.name}</Link> : null) },
  { key: 'job', head: 'Job title', phone: 'hide', cell: (row) => <span className="soft">{row.jobTitle}</span> },
  { key: 'state', head: 'May be written to', phone: 'line', cell: (row) => stateOf(row) },
  { key: 'since', head: 'Since', phone: 'hide', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

function stateOf(row: ContactLine) {
  if (row.deletedAt) return <span className="soft">Deleted</span>;
  if (row.suppressed) return <span>{`No: ${reasonWords(row.suppressed).toLowerCase()}`}</span>;
  return row.consent === 'withdrawn' ? <span>No: consent withdrawn</span> : <span className="soft">{row.consent === 'given' ? 'Yes, consent given' : `Consent ${consentWords[row.consent].toLowerCase()}`}</span>;
}

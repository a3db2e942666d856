import { useState } from 'react';
import { ClassLabel } from '../../platform/ui/class-label.tsx';
import { CellBar, DataTable } from '../../platform/ui/data-table.tsx';
import { Count } from '../../platform/ui/figure.tsx';
import { Link } from '../../platform/ui/link.tsx';
import { Head } from '../../platform/ui/section-head.tsx';
import { TimeStamp } from '../../platform/ui/time-stamp.tsx';

interface PersonRow { id: number; name: string; company: string; at: string; zone: string | null; hit: 'person' | 'proxy' | 'machine'; reason: string; clicked: string | null }
const known: Omit<PersonRow, 'id'>[] = [
  { name: 'Inês Carvalho', company: 'Lusitra Freight', at: '2026-11-10T09:07:33Z', zone: 'Europe/Lisbon', hit: 'person', reason: 'ordinary mail program, 7 min after hand-over', clicked: '2026-11-10T09:08:02Z' },
  { name: 'Clara Montjoie', company: 'Castellane Retail', at: '2026-11-10T08:03:51Z', zone: null, hit: 'proxy', reason: 'mail provider’s image proxy, probably for a person; a person’s click followed', clicked: '2026-11-10T08:06:12Z' },
  { name: 'Petra Novotny', company: 'Velkov Sklad', at: '2026-11-10T08:00:42Z', zone: 'Asia/Tokyo', hit: 'machine', reason: 'every link within 4 s of hand-over: a scanner; her own click came later', clicked: null },
];
const many: PersonRow[] = Array.from({ length: 2000 }, (_, id) => ({ ...known[id % known.length]!, id }));
const links = [{ name: 'Plan a week in an hour', target: 'ferrow.example/week', persons: 121, machines: 9 }, { name: 'Pricing', target: 'ferrow.example/pricing', persons: 58, machines: 31 }, { name: 'Talk to your contact', target: 'ferrow.example/people', persons: 8, machines: 22 }];

export function TablePieces() {
  const [shown, setShown] = useState(3);
  const [picked, setPicked] = useState<ReadonlySet<string | number>>(new Set());
  return (
    <div className="pad" id="people">
      <Head title="Clicks by link" end="214 messages, 251 links followed by persons" />
      <DataTable caption="Clicks by link" noStack keyboard={false} rows={links} rowKey={(row) => row.name} columns={[
        { key: 'link', head: 'Link', cell: (row) => <><span className="strong">{row.name}</span> <span className="faint">{row.target}</span><CellBar share={row.persons / 121} /></> },
        { key: 'persons', head: 'Persons', align: 'right', cell: (row) => <Count of={row.persons} href="#people" /> },
        { key: 'machines', head: 'Machines', align: 'right', cell: (row) => <span className="faint">{row.machines}</span> },
      ]} />
      <div className="mt-6"><Head title="People" /></div>
      <DataTable caption="People" rows={many.slice(0, shown)} rowKey={(row) => row.id} rowHref={() => '/_pieces'} picked={picked} onPick={setPicked} sorted={{ by: 'at', descending: true }} onSort={() => {}} total={2000} what="people" hasMore={shown < 2000} onMore={() => setShown(2000)} columns={[
        { key: 'name', head: 'Person', phone: 'title', cell: (row) => <><Link href="/_pieces" underlined>{row.name}</Link><small>{row.company}</small></> },
        { key: 'at', head: 'First opened', phone: 'end', nowrap: true, sort: 'at', cell: (row) => <TimeStamp at={row.at} contactZone={row.zone} day="always" /> },
        { key: 'class', head: 'Class and reason', phone: 'line', cell: (row) => <ClassLabel of={row.hit} reason={row.reason} /> },
        { key: 'clicked', head: 'Clicked', phone: 'line', label: 'clicked', nowrap: true, cell: (row) => <TimeStamp at={row.clicked} contactZone={row.zone} /> },
        { key: 'id', head: 'Number', phone: 'hide', align: 'right', cell: (row) => row.id },
      ]} />
    </div>
  );
}

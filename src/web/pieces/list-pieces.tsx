import { CornerUpLeft, Hand, MailOpen, MousePointerClick, Phone } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../platform/ui/button.tsx';
import { Facts } from '../../platform/ui/facts.tsx';
import { useListCursor } from '../../platform/ui/list-cursor.ts';
import { Acts, Lede } from '../../platform/ui/panel.tsx';
import { Peek, Split } from '../../platform/ui/peek.tsx';
import { FeedRow, Rows, TodayRow } from '../../platform/ui/rows.tsx';
import { SectionHead } from '../../platform/ui/section-head.tsx';
import { Spine } from '../../platform/ui/spine.tsx';
import { Pair, Who, type Person } from '../../platform/ui/who.tsx';

const ana: Person = { name: 'Ana Ferreira', team: 'sales' };
const jonas: Person = { name: 'Jonas Brandt', team: 'marketing' };

export function ListPieces() {
  const [looked, setLooked] = useState(0);
  const cursor = useListCursor({ count: 3, onOpen: setLooked, enabled: false });
  return (
    <Split wide aside={
      <Peek title="Inês Carvalho" under="Head of depots, Lusitra Freight. Lisbon, now 08:14" label="Inês Carvalho">
        <Acts><Button variant="primary">Write</Button><Button icon={Phone}>Call</Button><Pair people={[ana, jonas]} /></Acts>
        <Facts facts={[['Sorted as', 'Interested'], ['Sequence', 'Depot managers stopped at step 2 of 5: she answered'], ['Owner', <Who key="o" {...ana} />], ['Nothing', null]]} />
        <Spine label="Both teams’ touches, and what she did" items={[
          { kind: 'day', id: 'p', label: 'planned' },
          { kind: 'touch', id: '1', team: 'marketing', what: 'Ferrow 6.1: December', under: 'Jonas, Tue 24 Nov 10:00', planned: true },
          { kind: 'touch', id: '2', team: 'sales', what: 'Walk-through', under: 'Ana, Thu 10:00 in Lisbon', planned: true },
          { kind: 'day', id: 't', label: 'today' },
          { kind: 'did', id: '3', icon: MailOpen, what: 'opened, 09:12:41' },
          { kind: 'did', id: '4', icon: CornerUpLeft, what: 'answered, 08:47:20' },
          { kind: 'day', id: 'tu', label: 'Tue 10 Nov' },
          { kind: 'did', id: '5', icon: MailOpen, what: 'opened, 10:00:21, scanner', soft: true },
          { kind: 'touch', id: '6', team: 'marketing', what: 'Ferrow 6: plan a week in an hour', under: 'Jonas, campaign, 10:00:18', href: '/_pieces' },
          { kind: 'touch', id: '7', team: 'sales', what: 'Depot managers, step 1', under: 'Ana, sequence, 10:01:40' },
        ]} />
      </Peek>
    }>
      <Lede>Two people <a href="#a">answered</a> and six <a href="#b">opened</a> since you left. <a href="#c">Seven calls and tasks</a>, and <a href="#d">two held</a> that only you can settle.</Lede>
      <SectionHead title="Opened or answered since you left" count={3} end="since Tue 17:52" />
      <Rows label="Opened or answered">
        <TodayRow icon={CornerUpLeft} name="Inês Carvalho" beside="Lusitra Freight" what="“Thursday at ten works. Send the sheet ahead?”" who={ana} when="08:47" fresh current={looked === 0 && cursor.at < 0} opens={{ onOpen: () => setLooked(0) }} />
        <TodayRow icon={MousePointerClick} name="Marek Dvoran" beside="Ostravan Glas" what="Ferrow 6: plan a week in an hour, pricing, and a very long line that has no room in its row" who={jonas} when="Tue 21:16" opens={{ href: '/_pieces' }} />
        <TodayRow icon={Hand} name="Henrik Solberg" beside="Nordvik Havn" what="His sequence would go on after “not before the new year”" who={ana} when="07:58" opens={{ href: '/_pieces' }} actions={<><Button small>Pause until 11 January</Button><Button small>End the sequence</Button><Button small>Go on</Button></>} />
      </Rows>
      <SectionHead title="What comes back" end="newest first" />
      <Rows label="What comes back">
        <FeedRow at="2026-11-18T08:12:41Z" contactZone="Europe/Lisbon" icon={MailOpen} name="Inês Carvalho" company="Lusitra Freight" what={<>opened <b className="strong">Walk-through on Thursday</b>, third time</>} hitClass="person" reason="ordinary mail program" who={ana} opens={{ onOpen: () => setLooked(1) }} current={looked === 1} />
        <FeedRow at="2026-11-18T08:10:47Z" icon={MailOpen} name="Hanna Velt" company="Velt Papier" what={<>opened <b className="strong">Ferrow 6: plan a week in an hour</b></>} hitClass="machine" reason="mail privacy, read or not" who={jonas} opens={{ href: '/_pieces' }} />
        <FeedRow at="2026-11-18T08:10:03Z" icon={MousePointerClick} name="jun.takeda.logistics.department@takeda-konbini-supply.example" what={<>followed <b className="strong">Book a walk-through</b></>} hitClass="checking" who={null} opens={{ href: '/_pieces' }} />
      </Rows>
    </Split>
  );
}

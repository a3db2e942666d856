import { Copy, Download, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '../../platform/ui/button.tsx';
import { Chip } from '../../platform/ui/chip.tsx';
import { ClassLabel } from '../../platform/ui/class-label.tsx';
import { CopyText } from '../../platform/ui/copy-text.tsx';
import { Menu } from '../../platform/ui/menu.tsx';
import { Popover } from '../../platform/ui/popover.tsx';
import { Segment } from '../../platform/ui/segment.tsx';
import { Tabs } from '../../platform/ui/tabs.tsx';
import { Tip } from '../../platform/ui/tip.tsx';
import { useToast } from '../../platform/ui/toast.tsx';

export function ControlPieces() {
  const [span, setSpan] = useState<'week' | 'month'>('week');
  const [tab, setTab] = useState<'clicked' | 'opened' | 'left'>('clicked');
  const [mine, setMine] = useState(true);
  const toast = useToast();
  return (
    <>
      <section>
        <h2>Buttons and keys</h2>
        <div className="acts"><Button variant="primary" hotkey="a" onClick={() => toast.say('Approved')}>Approve</Button><Button icon={Download}>CSV</Button><Button variant="quiet">Decline</Button><Button iconOnly icon={Copy}>Copy</Button><ButtonLink href="/_pieces">A link</ButtonLink></div>
        <div className="acts"><Button variant="primary" busy>Sending</Button><Button busy icon={Download}>CSV</Button><Button disabled>Not now</Button><Button variant="quiet" disabled>Nor this</Button><Button small>Small</Button><Button small iconOnly icon={Copy}>Copy small</Button></div>
        <div className="acts"><Button onClick={() => toast.say('3 people taken off Dock planners', () => toast.say('Put back'))}>Take off</Button><Button onClick={() => toast.problem(new Error('The list is as it was.'))}>Fail</Button></div>
      </section>
      <section>
        <h2>Choosing</h2>
        <Segment label="Span" value={span} onChange={setSpan} options={[{ value: 'week', label: 'Week' }, { value: 'month', label: 'Month' }]} />
        <Tabs label="People" value={tab} onChange={setTab} tabs={[{ value: 'clicked', label: 'Clicked', count: 214 }, { value: 'opened', label: 'Opened', count: 931 }, { value: 'left', label: 'Left', count: 0 }]} />
        <div className="chips"><Chip pressed={mine} onPress={() => setMine(!mine)} count={12}>Mine</Chip><Chip pressed={!mine} onPress={() => setMine(!mine)}>Everybody’s</Chip><Chip onRemove={() => {}}>Port Rabahi</Chip><Chip>draft</Chip></div>
        <div className="acts">
          <Menu align="start" trigger={<Button iconOnly icon={Ellipsis}>More</Button>} entries={[{ kind: 'label', label: 'This campaign' }, { label: 'Duplicate', icon: Copy, onSelect: () => {} }, { label: 'Pieces', href: '/_pieces' }, { kind: 'line' }, { label: 'Delete', icon: Trash2, hint: 'D', onSelect: () => {}, disabled: true }]} />
          <Popover label="Filter" trigger={<Button>Filter</Button>}><p>Only people who</p><Chip pressed onPress={() => {}}>opened</Chip></Popover>
        </div>
      </section>
      <section>
        <h2>Classes and tips</h2>
        <p className="acts"><ClassLabel of="person" /><ClassLabel of="proxy" /><ClassLabel of="machine" /><ClassLabel of="own" /><ClassLabel of="checking" /><ClassLabel of="system" /></p>
        <ClassLabel of="machine" reason="every link within 4 s of hand-over: a scanner" />
        <p className="soft">Never in a team’s hue: a class says what it was, not who did it.</p>
        <Tip title="messages opened by a person or a proxy / delivered" detail="931 / 4,716 = 19.74%. Some tools divide by sent." note="Wilson 95%: 18.63 to 20.90%. Axis 0 to 40%.">Open rate</Tip>
        <CopyText label="DNS record" text="kindred._domainkey.ferrow.example TXT v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu5Z3" />
      </section>
    </>
  );
}

import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../platform/ui/banner.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { Dialog, Drawer } from '../../platform/ui/dialog.tsx';
import { Empty } from '../../platform/ui/empty.tsx';
import { Rate } from '../../platform/ui/figure.tsx';
import { Interval } from '../../platform/ui/interval.tsx';
import { Problem } from '../../platform/ui/problem.tsx';
import { Progress } from '../../platform/ui/progress.tsx';
import { Skeleton } from '../../platform/ui/skeleton.tsx';
import { TextField } from '../../platform/ui/text-fields.tsx';

export function StatePieces() {
  const [open, setOpen] = useState<'confirm' | 'dialog' | 'drawer' | null>(null);
  const [paused, setPaused] = useState(false);
  const close = (): void => setOpen(null);
  return (
    <>
      <section>
        <h2>Nothing to count</h2>
        <p>Open rate <Rate of={{ numerator: 0, denominator: 0 }} /></p>
        <p>Open rate <Rate of={{ numerator: 0, denominator: 10 }} href="#" />, 0.0 to 27.8%</p>
        <div style={{ width: 200 }}><Interval low={0} high={0.2775} value={0} max={0.4} label="0.0 to 27.8%, 95%" /></div>
      </section>
      <section>
        <h2>Long work</h2>
        <Progress title="Sending Ferrow 6.1: December" label="Sending" done={2035} total={3180} perSecond={118} secondsLeft={10} also="14 held" paused={paused} onPause={() => setPaused(true)} onResume={() => setPaused(false)} />
        <Progress title="Reading people.xlsx" label="Reading" done={48_213} total={null} perSecond={9120} />
      </section>
      <section><h2>Empty</h2><Empty title="No sequences yet" action={<Button variant="primary">Start from “Your six ports”</Button>}>A sequence writes, waits and calls for you, and stops the moment somebody answers. Start from the mail that did best last month.</Empty></section>
      <section><h2>What went wrong</h2><Problem title="The mail server did not answer" action={<Button>Try now</Button>}>Nothing was lost: 312 messages wait. The next try is at 09:19. Check the server’s name if it goes on.</Problem></section>
      <section>
        <h2>Over the page</h2>
        <div className="acts"><Button onClick={() => setOpen('confirm')}>Stop the campaign</Button><Button onClick={() => setOpen('dialog')}>Rename</Button><Button onClick={() => setOpen('drawer')}>Details</Button></div>
        <Confirm open={open === 'confirm'} onClose={close} onConfirm={close} title="Stop Ferrow 6.1: December for 1,145 people?" verb="Stop for 1,145" keep="Keep sending">2,035 have it already; that cannot be undone. The 1,145 others will not get it. You can start it again for them until 1 December.</Confirm>
        <Dialog open={open === 'dialog'} onClose={close} title="Rename the list" under="Campaigns that went to it keep the name they were sent under."><TextField label="Name" value="Dock planners" onChange={() => {}} /><div className="acts"><Button variant="primary" onClick={close}>Rename</Button></div></Dialog>
        <Drawer open={open === 'drawer'} onClose={close} title="Inês Carvalho" under="Head of depots, Lusitra Freight"><p>More about one thing.</p></Drawer>
      </section>
      <section>
        <h2>On its way</h2>
        <div className="grid w-full gap-2"><Skeleton width="60%" /><Skeleton /><Skeleton width="40%" /></div>
        <div className="w-full"><Banner icon={Inbox} end={<a className="link" href="#mailbox">Look into it</a>}>Nothing has left this machine: mail goes into the built-in mailbox.</Banner></div>
      </section>
    </>
  );
}

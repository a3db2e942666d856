import { ButtonLink } from '../platform/ui/button.tsx';
import { TopBar } from '../platform/ui/top-bar.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <>
      <TopBar title="Nothing here" />
      <div className="not-found">
        <p className="lede">There is no page at this address. It may have been deleted, or the link was cut.</p>
        <div className="acts"><ButtonLink variant="primary" href="/">To the start</ButtonLink></div>
      </div>
    </>
  );
}

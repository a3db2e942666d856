import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { ContactPanelsContext } from '../platform/ui/page.ts';
import { SkeletonRows } from '../platform/ui/skeleton.tsx';
import { t } from '../platform/ui/words.ts';
import { contactPanels } from './contact-panels.ts';
import { HouseBanner } from './house-banner.tsx';
import { Keyboard } from './keyboard.tsx';
import { SessionGate } from './session-gate.tsx';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';

/** The app around every page of a signed-in member. */
export function AppFrame() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    // The link that was followed may be gone: the keyboard goes on from the new page's top.
    if (document.activeElement === document.body || !document.activeElement?.isConnected) main.current?.focus({ preventScroll: true });
    document.getElementById('side')?.hidePopover?.();
  }, [path]);
  return (
    <SessionGate>
      <ContactPanelsContext value={contactPanels}>
        <a className="skip" href="#main">{t('Skip to content')}</a>
        <div className="app">
          <Sidebar />
          <main className="main" id="main" tabIndex={-1} ref={main}>
            <HouseBanner />
            <Suspense fallback={<SkeletonRows />}><Outlet /></Suspense>
          </main>
          <TabBar />
        </div>
        <Keyboard />
      </ContactPanelsContext>
    </SessionGate>
  );
}

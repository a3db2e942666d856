import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openDemoCompany } from '../../people/workspaces/contract.ts';
import { Button, ButtonLink } from '../../platform/ui/button.tsx';
import { Failed } from '../../platform/ui/problem.tsx';
import { useAction } from '../../platform/ui/queries.ts';
import { t } from '../../platform/ui/words.ts';
import { Brand } from '../brand.tsx';
import { DemoProgress } from './demo-progress.tsx';
import { sessionChanged } from '../session-client.ts';

/** The first visit: look around in an invented company, or begin one's own. */
export function DoorsPage() {
  const client = useQueryClient();
  const demo = useAction(openDemoCompany, { quiet: true, onDone: (answer) => void sessionChanged(client, answer.workspaceId) });
  useEffect(() => {
    document.title = `${t('Welcome')} · Kindred`;
  }, []);
  return (
    <main className="door-page" id="main">
      <Brand />
      <h1 className="lede door-lede">{t('One engine for Sales and Marketing: the same mail, the same numbers, on facing pages.')}</h1>
      <div className="doors">
        <section className="door" aria-labelledby="door-demo">
          <h2 id="door-demo">{t('Look around')}</h2>
          <p className="soft">{t('An invented company with 20,000 contacts, a year of mail by both teams, and readers who open and click while you watch. Nothing leaves this machine.')}</p>
          {demo.isPending ? <DemoProgress /> : <Button onClick={() => demo.mutate({})}>{t('Open the demo company')}</Button>}
        </section>
        <section className="door" aria-labelledby="door-own">
          <h2 id="door-own">{t('Begin')}</h2>
          <p className="soft">{t('Your company, your contacts. Until you name a mail server, every mail stays in a mailbox on this machine where you can read it.')}</p>
          <ButtonLink variant="primary" href="/set-up">{t('Set up your own')}</ButtonLink>
        </section>
      </div>
      {demo.error && <Failed error={demo.error} />}
    </main>
  );
}

import { ArrowRight, Check, Circle, Hand } from 'lucide-react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { formatDay } from '../../../platform/ui/format-time.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Progress } from '../../../platform/ui/progress.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { SectionHead } from '../../../platform/ui/section-head.tsx';
import { viewerZone } from '../../../platform/ui/session.ts';
import { useNow } from '../../../platform/ui/time-stamp.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { CampaignsTable, hrefOf, Status } from '../../../work/campaigns/web/index.ts';
import { NewestReturns } from '../../feed/web/index.ts';
import { getOverview, type OverviewView } from '../contract.ts';
import { openingSentence } from './opening-sentence.ts';

/** What goes out, what came back, what wants a decision; in a new workspace the next step. */
export function HomePage() {
  const now = useNow();
  const overview = useEndpoint(getOverview, {}, { everyMs: 15_000 });
  useFreshOn(['campaign', 'messages', 'import'], [getOverview], { atMostEveryMs: 1500 });
  return (
    <>
      <TopBar title={t('Home')} beside={formatDay(now, viewerZone(), now)} />
      <Loaded query={overview}>
        {(data) => {
          const next = data.setup.find((step) => !step.done);
          const fresh = data.recent.length === 0 && data.underWay.length === 0;
          return (
            <>
              {!fresh && <p className="pad lede lede--top" style={{ paddingBlock: 16 }}>{openingSentence(data).map((part, index) => (part.href ? <Link key={index} href={part.href} underlined><b>{part.text}</b></Link> : part.text))}</p>}
              {next && <Setup steps={data.setup} fresh={fresh} />}
              <UnderWay campaigns={data.underWay} />
              <Decisions decisions={data.decisions} />
              {data.recent.length > 0 && (
                <>
                  <SectionHead title={t('Last campaigns')} end={t('open rate by persons, with proxies')} />
                  <div className="pad" style={{ paddingBlock: 0 }}><CampaignsTable campaigns={{ items: data.recent, hasMore: false, loadingMore: false, loadMore: () => {} }} /></div>
                </>
              )}
              {!fresh && <NewestReturns />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** The way to the first campaign: what is done, and one button for the next step. */
function Setup({ steps, fresh }: { steps: OverviewView['setup']; fresh: boolean }) {
  const next = steps.find((step) => !step.done);
  return (
    <section className="pad band" aria-labelledby="setup-head">
      <div className="head"><h2 id="setup-head">{fresh ? t('To your first campaign') : t('Still to set up')}</h2><span className="end small faint">{t('{count} of {count2} done', { count: steps.filter((step) => step.done).length, count2: steps.length })}</span></div>
      <ol className="list">
        {steps.map((step) => (
          <li key={step.key} aria-current={step === next ? 'step' : undefined} style={{ paddingBlock: 8 }}>
            <Icon of={step.done ? Check : Circle} label={step.done ? t('done') : t('to do')} />
            <span className="two"><span className={step.done ? 'faint' : 'strong'}>{step.title}</span>{!step.done && <small>{step.detail}</small>}</span>
            <span className="end">{step === next ? <ButtonLink variant="primary" href={step.href} icon={ArrowRight}>{step.title}</ButtonLink> : !step.done && <ButtonLink small variant="quiet" href={step.href}>{t('Do it now')}</ButtonLink>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function UnderWay({ campaigns }: { campaigns: OverviewView['underWay'] }) {
  if (campaigns.length === 0) return null;
  return (
    <>
      <SectionHead title={t('Under way')} count={campaigns.length} end={t('goes on without you')} />
      {campaigns.map((campaign) => {
        const total = Math.max(campaign.audienceSize, campaign.accepted + campaign.refused + campaign.waiting + campaign.held);
        return (
          <div key={campaign.id} className="pad band" style={{ paddingBlock: 12 }}>
            <Progress
              title={<><Link href={hrefOf(campaign)} underlined>{campaign.name}</Link> <Status of={campaign.status} /></>}
              label={t('Sending {name}', { name: campaign.name })}
              done={Math.max(0, total - campaign.waiting - campaign.held)}
              total={campaign.status === 'preparing' ? null : total}
              perSecond={campaign.waiting > 0 ? campaign.perMinute === null ? 'measuring' : campaign.perMinute / 60 : null}
              secondsLeft={campaign.waiting > 0 ? campaign.secondsLeft : null}
              paused={campaign.status === 'paused'}
              also={campaign.held > 0 && <Link href={`/campaigns/${campaign.id}?did=held#people`}>{t('{held} held', { held: formatCount(campaign.held) })}</Link>}
            />
          </div>
        );
      })}
    </>
  );
}

/** Held mails that somebody can do something about, and those of which nobody knows whether they arrived. */
function Decisions({ decisions }: { decisions: OverviewView['decisions'] }) {
  if (decisions.length === 0) return null;
  return (
    <>
      <SectionHead title={t('Held, wants a decision')} count={decisions.reduce((sum, one) => sum + one.count, 0)} end={t('nothing leaves until then')} />
      <ul className="rows">
        {decisions.map((one) => (
          <li key={`${one.campaignId} ${one.kind} ${one.reason}`}>
            <Link className="t-row" href={`/campaigns/${one.campaignId}?did=${one.kind}${one.kind === 'held' ? `&reason=${encodeURIComponent(one.reason)}` : ''}#people`}>
              <Icon of={Hand} />
              <span className="name clip strong">{tn(one.count, '{count} person', '{count} people')}</span>
              <span className="co clip faint">{one.campaignName}</span>
              <span className="what clip soft">{one.title}</span>
              <span />
              <span className="when nowrap">{t('look')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

import type { z } from 'zod';
import { getDemoProgress } from '../../people/workspaces/contract.ts';
import { formatPercent } from '../../platform/ui/format.ts';
import { Progress } from '../../platform/ui/progress.tsx';
import { useEndpoint } from '../../platform/ui/queries.ts';
import { t } from '../../platform/ui/words.ts';

type Part = NonNullable<z.output<typeof getDemoProgress.response>['making']>['part'];

const words = (part: Part): string => {
  switch (part) {
    case 'people': return t('Inventing 20,000 people');
    case 'campaigns': return t('Writing a year of campaigns');
    case 'mails': return t('Writing the mail of the reps');
    case 'returns': return t('Judging who opened and followed what');
  }
};

/** How far the invented company is, while somebody waits for it. */
export function DemoProgress() {
  const { data } = useEndpoint(getDemoProgress, {}, { everyMs: 500 });
  const making = data?.making;
  return <Progress title={making ? words(making.part) : t('Inventing the company')} label={t('Inventing the company')} done={making?.share ?? 0} total={making ? 1 : null} figure={formatPercent(making?.share ?? 0, 0)} promise="" />;
}

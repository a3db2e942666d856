import { CalendarClock, Check, CircleDashed, CircleX, LoaderCircle, Pause, PencilLine, type LucideIcon } from 'lucide-react';
import { Icon } from '../../../platform/ui/icon.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { CampaignStatus } from '../contract.ts';
import { statusWords } from './status-words.ts';

const icons: Record<CampaignStatus, LucideIcon> = {
  draft: PencilLine, scheduled: CalendarClock, preparing: CircleDashed, sending: LoaderCircle, paused: Pause, cancelled: CircleX, finished: Check,
};

/** Where a campaign stands, in a word and a shape; never in a hue. */
export function Status({ of }: { of: CampaignStatus }) {
  return <span className="class"><Icon of={icons[of]} /> {t(statusWords[of])}</span>;
}

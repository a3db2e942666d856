// The figures of a campaign as the strip shows them: count or rate, fraction, interval, and the list behind each.
import { formatCount, formatPercent } from '../../../platform/ui/format.ts';
import { axisEnd } from '../../../platform/ui/axis-end.ts';
import type { Figure } from '../../../platform/ui/figure-strip.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import type { Did, FigureView, ResultsView } from '../contract.ts';

export const peopleHref = (did: Did, more = ''): string => `?did=${did}${more}#people`;

type Rate = FigureView['rate'];

/** Figures that are read against each other share one axis, so that their bands may be compared. */
function axisOf(figures: readonly FigureView[], key: FigureView['key']): number {
  const together: FigureView['key'][] = key === 'openRate' || key === 'openToClickRate' ? ['openRate', 'openToClickRate'] : [key];
  const highs = figures.filter((figure) => together.includes(figure.key)).map((figure) => figure.rate.interval?.high ?? 0);
  return Math.min(1, axisEnd(Math.max(0, ...highs)));
}

const exact = ({ numerator, denominator }: Rate): string =>
  denominator > 0 ? `${formatCount(numerator)} / ${formatCount(denominator)} = ${formatPercent(numerator / denominator, 2)}.` : t('Nothing in the denominator yet.');

/** The first of the strip: accepted, or delivered once bounces are read. */
function deliveredFigure({ counts, deliveredWord }: ResultsView): Figure {
  const bounced = counts.bouncedPermanent + counts.bouncedTemporary;
  const delivered = deliveredWord === 'delivered';
  return {
    label: delivered ? t('Delivered') : t('Accepted'),
    formula: {
      title: delivered ? t('Delivered = accepted, no bounce so far') : t('Accepted = a mail server took it over'),
      detail: delivered ? t('A delay notice is not a bounce. {accepted} accepted.', { accepted: formatCount(counts.accepted) }) : t('As long as no mailbox is read for bounces, nobody can say “delivered”.'),
      note: counts.unknown > 0 ? tn(counts.unknown, '{count} message beside it: the answer was lost.', '{count} messages beside it: the answer was lost.') : undefined,
    },
    value: delivered ? counts.delivered : counts.accepted,
    under: t('of {sent} sent', { sent: formatCount(counts.sent) }),
    href: peopleHref(delivered ? 'delivered' : 'accepted'),
    note: bounced > 0 ? tn(bounced, '{count} bounce', '{count} bounces') : counts.unknown > 0 ? t('{count} unknown', { count: counts.unknown }) : undefined,
  };
}

function rateFigure(figure: FigureView, figures: readonly FigureView[]): Figure {
  const { rate } = figure;
  const max = axisOf(figures, figure.key);
  const band = rate.interval ? t('Wilson 95%: {low} to {high}. Axis 0 to {max}.', { low: formatPercent(rate.interval.low, 2), high: formatPercent(rate.interval.high, 2), max: formatPercent(max, 0) }) : undefined;
  return {
    label: figure.name,
    formula: { title: figure.formula, detail: [exact(rate), figure.differs && `${figure.differs}.`].filter(Boolean).join(' '), note: band },
    value: { numerator: rate.numerator, denominator: rate.denominator },
    href: peopleHref(rate.did),
    interval: rate.interval ? { ...rate.interval, max } : null,
  };
}

export interface StripFigure extends Figure {
  /** The same with machines counted in, in small beside it. */
  all?: { text: string; href: string } | undefined;
}

/** Six figures in the dictionary's order; complaints only once there are any. */
export function stripFigures(results: ResultsView): StripFigure[] {
  const shown = results.figures.filter((figure) => figure.key !== 'complaintRate' || figure.rate.numerator > 0);
  return [
    deliveredFigure(results),
    ...shown.map((figure) => ({
      ...rateFigure(figure, results.figures),
      all: figure.all && figure.all.denominator > 0
        ? { text: t('{value} with machines', { value: formatPercent(figure.all.numerator / figure.all.denominator) }), href: peopleHref(figure.all.did) }
        : undefined,
    })),
  ];
}

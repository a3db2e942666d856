import type { ReactNode } from 'react';
import { formatCount, formatRate, type Fraction } from './format.ts';
import { Link } from './link.tsx';
import { Tip } from './tip.tsx';

/** A count; with `href` it opens the list of those counted. */
export function Count({ of, href }: { of: number | null | undefined; href?: string | undefined }) {
  const text = formatCount(of);
  return href ? <Link href={href} underlined>{text}</Link> : <span className="n">{text}</span>;
}

/** A rate in a sentence or a cell: "19.7% 931 of 4,716"; the fraction opens the people behind it. */
export function Rate({ of, href, decimals, bare }: { of: Fraction; href?: string | undefined; decimals?: number; bare?: boolean }) {
  const rate = formatRate(of, decimals);
  if (bare) return <span className="n" title={rate.fraction}>{href ? <Link href={href} underlined>{rate.text}</Link> : rate.text}</span>;
  return (
    <span className="n">
      <span className="strong">{rate.text}</span>{' '}
      {href ? <Link href={href} underlined className="faint">{rate.fraction}</Link> : <span className="faint">{rate.fraction}</span>}
    </span>
  );
}

/** A metric's name that shows its formula on hover, focus and tap. */
export function MetricName({ children, formula, detail, note }: { children: ReactNode; formula: ReactNode; detail?: ReactNode; note?: ReactNode }) {
  return <Tip title={formula} detail={detail} note={note}>{children}</Tip>;
}

import { Fragment, type ReactNode } from 'react';

/** Names on the left, what is so on the right. Empty ones are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode] | null | false)[] }) {
  return (
    <dl className="facts">
      {facts.filter((fact) => fact !== null && fact !== false).map(([name, value]) => value === null || value === undefined || value === '' ? null : <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment>)}
    </dl>
  );
}

import type { ReactNode } from 'react';
import { Failed } from './problem.tsx';
import { SkeletonRows } from './skeleton.tsx';

interface Asked<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The three states of a read in one place: on its way, failed, here. */
export function Loaded<Data>({ query, children, waiting }: { query: Asked<Data>; children: (data: Data) => ReactNode; waiting?: ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <div className="pad"><Failed error={query.error} onRetry={() => void query.refetch()} /></div>;
  return <>{waiting ?? <SkeletonRows />}</>;
}

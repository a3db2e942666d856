import { useState } from 'react';
import { usePlace } from '../../../platform/ui/link.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { getSegment } from '../contract.ts';
import { Builder } from './builder.tsx';

export function SegmentPage() {
  const { params } = usePlace();
  const [fresh, setFresh] = useState(0);
  const segment = useEndpoint(getSegment, { params: { segmentId: Number(params['segmentId']) } });
  return <Loaded query={segment}>{(data) => <Builder key={`${data.id} ${fresh}`} segment={data} onAgain={() => { void segment.refetch().then(() => setFresh(fresh + 1)); }} />}</Loaded>;
}

export const NewSegmentPage = () => <Builder segment={null} onAgain={() => {}} />;

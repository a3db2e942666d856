import { Filter } from 'lucide-react';
import { call } from '../../../platform/ui/call.ts';
import { lazyPage, type Command, type Finder, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';
import { listSegments } from '../contract.ts';

export const pages: readonly Page[] = [
  { path: '/segments', title: phrase('Segments'), element: lazyPage(async () => (await import('./segments-page.tsx')).SegmentsPage) },
  { path: '/segments/new', title: phrase('New segment'), element: lazyPage(async () => (await import('./segment-page.tsx')).NewSegmentPage), allow: (me) => me.permissions.includes('canEditPeople') },
  { path: '/segments/$segmentId', title: phrase('Segment'), element: lazyPage(async () => (await import('./segment-page.tsx')).SegmentPage) },
  { path: '/segments/$segmentId/people', title: phrase('People in a segment'), element: lazyPage(async () => (await import('./people-page.tsx')).SegmentPeoplePage) },
];

export const commands: readonly Command[] = [
  { label: phrase('New segment'), icon: Filter, href: '/segments/new', allow: (me) => me.permissions.includes('canEditPeople') },
];

export const finders: readonly Finder[] = [
  { kind: phrase('Segment'), icon: Filter, find: async (text, signal) => (await call(listSegments, { query: { search: text, limit: 5 } }, { signal })).items.map((segment) => ({ id: segment.id, label: segment.name, href: `/segments/${segment.id}` })) },
];

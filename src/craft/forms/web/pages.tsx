import { ClipboardPen } from 'lucide-react';
import { lazy } from 'react';
import { lazyPage, type Command, type ContactPanel, type Page } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const pages: readonly Page[] = [
  {
    path: '/forms', title: phrase('Sign-up forms'), element: lazyPage(async () => (await import('./forms-page.tsx')).FormsPage),
    nav: { section: 'work', label: phrase('Sign-up forms'), icon: ClipboardPen, key: 'f', order: 36 },
  },
  { path: '/forms/new', title: phrase('New form'), element: lazyPage(async () => (await import('./new-form-page.tsx')).NewFormPage), allow: (me) => me.permissions.includes('canWriteEmails') },
  { path: '/forms/$formId', title: phrase('Sign-up form'), element: lazyPage(async () => (await import('./form-page.tsx')).FormPage) },
  { path: '/settings/topics', title: phrase('Topics'), element: lazyPage(async () => (await import('./topics-page.tsx')).TopicsPage) },
];

export const commands: readonly Command[] = [
  { label: phrase('New sign-up form'), icon: ClipboardPen, href: '/forms/new', allow: (me) => me.permissions.includes('canWriteEmails') },
];

export const contactPanels: ContactPanel[] = [
  {
    id: 'choices', title: phrase('Consent and topics'), order: 20, place: 'side', allow: (me) => me.permissions.includes('canEditPeople'),
    element: lazy(() => import('./choices-panel.tsx').then((module) => ({ default: module.ChoicesPanel }))),
  },
];

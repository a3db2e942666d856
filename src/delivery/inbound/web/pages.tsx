import { lazy } from 'react';
import type { ContactPanel } from '../../../platform/ui/page.ts';
import { phrase } from '../../../platform/ui/words.ts';

export const contactPanels: ContactPanel[] = [
  {
    id: 'conversation', title: phrase('Conversation'), order: 5, place: 'main',
    element: lazy(() => import('./conversation-panel.tsx').then((module) => ({ default: module.ConversationPanel }))),
  },
];

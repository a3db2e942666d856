import './main.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { getMe } from '../people/workspaces/contract.ts';
import { prefetchEndpoint } from '../platform/ui/queries.ts';
import { ToastProvider } from '../platform/ui/toast.tsx';
import { useLocale } from '../platform/ui/words.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { beginSession } from './session-client.ts';
import { beginSpeaking } from './speaking.ts';

beginSession(queryClient);
// Who it is, the words and the page's code come side by side, and are drawn once they are here.
void prefetchEndpoint(queryClient, getMe);
await Promise.all([beginSpeaking(), router.load()]);

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <Spoken />
      </ToastProvider>
    </QueryClientProvider>
  </StrictMode>,
);

/** Another language draws everything anew: no sentence stays behind in the old one. */
function Spoken() {
  return <RouterProvider key={useLocale()} router={router} />;
}

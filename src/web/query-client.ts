import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../platform/ui/api-problem.ts';

/** Reads are fresh for ten seconds; the live stream says sooner when they are not. Refusals are not tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status === 502 || error.status === 503),
    },
  },
});

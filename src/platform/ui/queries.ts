// React Query over the contracts: reads, endless lists, writes.
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../http/contract.ts';
import { toProblem, type ApiProblem } from './api-problem.ts';
import { call, newIdempotencyKey, type CallInput } from './call.ts';
import { useToast } from './toast.tsx';

// A press is its input object: the same press tried again carries the same key.
const keyOfPress = new WeakMap<object, string>();

type Keyed = { method: string; path: string };

/** The cache's key of an endpoint, with or without what it was asked. */
export function endpointKey(endpoint: Keyed, input?: { params?: unknown; query?: unknown }): unknown[] {
  const key: unknown[] = [`${endpoint.method} ${endpoint.path}`];
  if (input) key.push(input.params ?? {}, input.query ?? {});
  return key;
}

/** Asks again whatever was read from these endpoints and is on screen. */
export async function refresh(client: QueryClient, ...endpoints: Keyed[]): Promise<void> {
  await Promise.all(endpoints.map((endpoint) => client.invalidateQueries({ queryKey: endpointKey(endpoint) })));
}

export interface ReadOptions {
  /** Do not ask yet. */
  enabled?: boolean;
  /** Ask again every so many milliseconds, as long as the screen is looked at. */
  everyMs?: number;
  /** Keep showing the former answer while params or query change. */
  keep?: boolean;
}

/** Reads an endpoint: `const people = useEndpoint(listPeople, { query: { limit: 50 } })`. */
export function useEndpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B> = {} as CallInput<P, Q, B>,
  options: ReadOptions = {},
): UseQueryResult<z.output<R>, ApiProblem> {
  return useQuery<z.output<R>, ApiProblem>({
    queryKey: endpointKey(endpoint, input as object),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Asks before anything is drawn that will need the answer. */
export const prefetchEndpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(client: QueryClient, endpoint: Endpoint<P, Q, B, R>): Promise<void> =>
  client.prefetchQuery({ queryKey: endpointKey(endpoint, {}), queryFn: ({ signal }) => call(endpoint, {} as CallInput<P, Q, B>, { signal }) });

export interface EndlessList<Item> {
  items: Item[];
  /** Still nothing to show. */
  loading: boolean;
  problem: ApiProblem | null;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

type ItemOf<R extends z.ZodType> = z.output<R> extends { items: (infer Item)[] } ? Item : never;

/** Reads a list by cursor, page after page, flattened: feed it to DataTable or LoadMore. */
export function usePages<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B> = {} as CallInput<P, Q, B>,
  options: Pick<ReadOptions, 'enabled' | 'keep'> = {},
): EndlessList<ItemOf<R>> {
  type Page = { items: ItemOf<R>[]; next: string | null };
  const asked = input as { params?: unknown; query?: object };
  const result = useInfiniteQuery({
    queryKey: [...endpointKey(endpoint, asked), 'pages'],
    queryFn: async ({ signal, pageParam }) => (await call(endpoint, { ...input, query: { ...asked.query, after: pageParam ?? undefined } } as unknown as CallInput<P, Q, B>, { signal })) as unknown as Page,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page) => last.next,
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return {
    items,
    loading: result.isPending,
    problem: result.error ? toProblem(result.error) : null,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => {
      if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage();
    },
    retry: () => void result.refetch(),
  };
}

/**
 * Writes to an endpoint. One idempotency key per press: when the network fails and the same
 * press is retried, nothing is done twice.
 * @param options.refreshes endpoints to ask again afterwards
 * @param options.quiet do not show a toast when it fails (a form shows the problem itself)
 */
export function useAction<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  options: { refreshes?: Keyed[]; onDone?: (answer: z.output<R>, input: CallInput<P, Q, B>) => void; quiet?: boolean } = {},
): UseMutationResult<z.output<R>, ApiProblem, CallInput<P, Q, B>> {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation<z.output<R>, ApiProblem, CallInput<P, Q, B>>({
    mutationFn: (input) => {
      const asked = input ?? ({} as CallInput<P, Q, B>);
      const key = keyOfPress.get(asked) ?? newIdempotencyKey();
      keyOfPress.set(asked, key);
      return call(endpoint, asked, { idempotencyKey: key });
    },
    retry: (failures, problem) => problem.code === 'unreachable' && failures < 2,
    onSuccess: async (answer, input) => {
      options.onDone?.(answer, input);
      await refresh(client, ...(options.refreshes ?? []));
    },
    onError: (problem) => {
      if (!options.quiet) toast.problem(problem);
    },
  });
}

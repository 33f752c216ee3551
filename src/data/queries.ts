import { queryOptions } from '@tanstack/react-query'
import { About, TaskList } from '#src/domain/metocean/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { timed } from './answer-time.ts'
import { callJson } from './http.ts'

export type ListName = 'pending' | 'success' | 'all'

const listPaths: Record<ListName, string> = {
  pending: '/api/user/tasks/PENDING',
  success: '/api/user/tasks/SUCCESS',
  all: '/api/user/tasks',
}

/** Asked also while the browser believes to be offline, never again by itself: the polling policy decides when. */
const asked = { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false } as const

/** The service's lists of tasks. PENDING is the poll of `task-watch.ts`; the others are read when they are looked at. */
export const taskQueries = {
  root: () => ['tasks'] as const,
  list: (name: ListName) =>
    queryOptions({
      queryKey: [...taskQueries.root(), name] as const,
      // Without the query's signal: a panel that closes must not abort the look another part waits for.
      queryFn: () => timed(() => callJson(listPaths[name], TaskList)),
      ...asked,
      gcTime: Infinity,
    }),
  pending: () => taskQueries.list('pending'),
  success: () => taskQueries.list('success'),
  everything: () => taskQueries.list('all'),
}

/** Who answers, and what it allows. Asked again on demand only: a server does not change its mode while it runs. */
export const aboutQuery = () => queryOptions({ queryKey: ['about'] as const, queryFn: ({ signal }) => callJson('/api/about', About, { signal }), ...asked })

/** Where answers come from: this browser's store first, else the service. */
export interface AnswerSource {
  readonly answer: (key: string) => Promise<Answer>
}

/** Answers as columns, by task id or `submission:<uuid>`. An answer never changes, and its columns are not compared. */
export const resultQueries = {
  root: () => ['results'] as const,
  byKey: (key: string, source: AnswerSource) =>
    queryOptions({
      queryKey: [...resultQueries.root(), key] as const,
      queryFn: () => source.answer(key),
      ...asked,
      structuralSharing: false,
      gcTime: 10 * 60_000,
    }),
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { VoyageHead } from '#src/domain/library/wire.ts'
import { SECOND_MS } from '#src/domain/time.ts'
import { type VoyageListQuery, voyageCalls } from './library-calls.ts'

/** How often the board looks while somebody sees it. */
const LOOK_MS = 15 * SECOND_MS
/** What the server gives at once. */
const PAGE = 1000
/** A board of more is read by nobody; the search goes over all of them. */
const MOST_PAGES = 3

export interface BoardList {
  readonly voyages: readonly VoyageHead[]
  /** There are more than these. */
  readonly isCut: boolean
  /** What they were found by. */
  readonly search: string
}

/** @throws HttpError */
async function allPages(query: VoyageListQuery & { search: string }, signal: AbortSignal): Promise<BoardList> {
  const { search } = query
  const voyages: VoyageHead[] = []
  let before: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const list = await voyageCalls.list({ ...query, limit: PAGE, ...(before !== undefined && { before }) }, signal)
    voyages.push(...list.voyages)
    if (list.before === null) return { voyages, isCut: false, search }
    before = list.before
  }
  return { voyages, isCut: true, search }
}

/** What the board shows. What was last read stays on the screen while another search is under way, and without a server. */
export const boardQueries = {
  root: () => ['board'] as const,
  /** @param search as it was typed; the server folds it */
  list: (which: 'open' | 'archived', search: string) =>
    queryOptions({
      queryKey: [...boardQueries.root(), which, search] as const,
      queryFn: ({ signal }) => allPages(which === 'open' ? { search } : { search, archived: 'only' as const }, signal),
      placeholderData: keepPreviousData,
      networkMode: 'always',
      retry: false,
      staleTime: which === 'open' ? 0 : LOOK_MS,
      gcTime: 10 * 60 * SECOND_MS,
      refetchInterval: which === 'open' ? LOOK_MS : LOOK_MS * 8,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
    }),
} as const

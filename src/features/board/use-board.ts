import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type BoardList, boardQueries } from '#src/data/library/board-queries.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { type BoardRow, boardRow, byAttention } from '#src/domain/library/board.ts'
import { isFoundBy, searchWords } from '#src/domain/library/voyage-head.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { useClock } from '#src/state/clock.ts'
import { type BoardFilter, boardFilters, filterOf, useBoardView } from './board-view.ts'

/** Long enough for a quick typist's next letter, short enough not to be noticed. */
const TYPING_MS = 70

export interface BoardData {
  readonly nowMs: number
  /** By what needs attention, of the chosen filters; null: not read yet. */
  readonly rows: readonly BoardRow[] | null
  /** How many there are of each, in the same search; null: not read yet. */
  readonly counts: Readonly<Record<BoardFilter, number | null>>
  /** The search that the rows were found by: the one before until the server has answered. */
  readonly search: string
  /** How many more are found that are not shown; null: not known yet. */
  readonly hidden: number | null
  /** There are more than the board reads. */
  readonly isCut: boolean
  /** Why the last look failed, and when the rows were read; null: it did not. */
  readonly failure: { readonly error: AppError; readonly readMs: number | null } | null
  readonly lookAgain: () => void
}

const noRows: readonly BoardRow[] = []
/** @param hasNames false: nobody signs in, and whatever the server calls them tells nothing */
const rowsOf = (list: BoardList | undefined, nowMs: number, hasNames: boolean) =>
  list?.voyages.map((head) => {
    const desks = hasNames ? head.desks : head.desks.map(({ edits }) => ({ user: '', edits }))
    return boardRow({ ...head, desks }, nowMs)
  }) ?? null

/** The voyages of the team, followed while the page is seen. */
export function useBoard(): BoardData {
  const nowMs = useClock(MINUTE_MS)
  const { shown, search } = useBoardView()
  const asked = useSettled(search.trim(), TYPING_MS)
  const open = useListed('open', asked)
  const archived = useListed('archived', asked, open.isSuccess)
  const { data: about = null } = useQuery(aboutQuery())
  const hasNames = rightsOf(about).me !== null
  const openRows = useMemo(() => rowsOf(open.data, nowMs, hasNames), [open.data, nowMs, hasNames])
  const archivedRows = useMemo(() => rowsOf(archived.data, nowMs, hasNames), [archived.data, nowMs, hasNames])
  const rows = useMemo(() => {
    if (openRows === null) return null
    const all = [...openRows, ...(archivedRows ?? noRows)]
    return byAttention(all.filter((row) => shown.includes(filterOf(row))))
  }, [openRows, archivedRows, shown])
  const counts = useMemo(() => countsOf(openRows, archivedRows), [openRows, archivedRows])
  const found = open.data?.search ?? ''
  const isWhole = archived.data === undefined ? archived.isError : archived.data?.search === found
  const more = (openRows?.length ?? 0) + (archivedRows?.length ?? 0) - (rows?.length ?? 0)
  return {
    nowMs,
    rows,
    counts,
    search: found,
    hidden: isWhole ? more : null,
    isCut: open.data?.isCut === true,
    failure: open.error && {
      error: asAppError(open.error),
      readMs: open.data ? open.dataUpdatedAt || null : null,
    },
    lookAgain: () => void open.refetch(),
  }
}

/** A list as the server finds it; while it does not answer, as it is found in what was read before. */
function useListed(which: 'open' | 'archived', search: string, enabled = true) {
  const found = useQuery({ ...boardQueries.list(which, search), enabled })
  const read = useQuery({ ...boardQueries.list(which, ''), enabled: false })
  const isMissing = found.isError && found.data === undefined
  const here = useMemo(() => {
    if (!isMissing || !read.data) return undefined
    const words = searchWords(search)
    return { ...read.data, search, voyages: read.data.voyages.filter((head) => isFoundBy(words, head)) }
  }, [isMissing, read.data, search])
  const { data, dataUpdatedAt } = here ? { data: here, dataUpdatedAt: read.dataUpdatedAt } : found
  const { isSuccess, isError, error, refetch } = found
  return { data, dataUpdatedAt, isSuccess, isError, error, refetch }
}

function countsOf(open: readonly BoardRow[] | null, archived: readonly BoardRow[] | null): BoardData['counts'] {
  const count = (filter: BoardFilter) =>
    (filter === 'archived' ? archived : open)?.filter((row) => filterOf(row) === filter).length ?? null
  return Object.fromEntries(boardFilters.map((filter) => [filter, count(filter)])) as Record<BoardFilter, number | null>
}

/** A value once it has rested for so long; the first one at once. */
function useSettled(value: string, restMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return settled
}

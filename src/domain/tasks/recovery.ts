import { parseCallTime, type TaskRow } from '../metocean/contract.ts'

const MINUTE_MS = 60_000
/** A call time may differ from the browser's clock by this much. */
const SAME_TIME_MS = 2 * MINUTE_MS

export type Found =
  | { readonly kind: 'one'; readonly row: TaskRow }
  /** More than one fits: the operator picks. */
  | { readonly kind: 'several'; readonly rows: readonly TaskRow[] }
  | { readonly kind: 'none' }

function foundAmong(rows: readonly TaskRow[]): Found {
  const unique = [...new Map(rows.map((row) => [row.task_id, row])).values()]
  if (unique.length === 0) return { kind: 'none' }
  return unique.length === 1 ? { kind: 'one', row: unique[0]! } : { kind: 'several', rows: unique }
}

/** Are these two the same name? */
export function sameTaskName(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && a.trim() === b.trim()
}

/** The task with exactly this name, or with this id. Names are compared as they are, but for blanks at the ends. */
export function findByName(rows: readonly TaskRow[], name: string): Found {
  const wanted = name.trim()
  if (wanted === '') return { kind: 'none' }
  return foundAmong(rows.filter((row) => sameTaskName(row.task_name, wanted) || row.task_id === wanted))
}

/**
 * A task the service kept no name of: called within two minutes of the time sent, with as many points. A named task
 * is never taken for it.
 * @param sentMs epoch milliseconds UTC
 */
export function findByTime(rows: readonly TaskRow[], sentMs: number, points: number): Found {
  return foundAmong(
    rows.filter((row) => {
      const calledMs = parseCallTime(row.API_call_time)
      return !row.task_name?.trim() && calledMs !== null && row.nbr_points === points && Math.abs(calledMs - sentMs) <= SAME_TIME_MS
    }),
  )
}

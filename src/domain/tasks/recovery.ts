import { parseCallTime, type TaskRow } from '../metocean/wire/contract.ts'
import { MINUTE_MS } from '../time.ts'

/** A call time may differ from the browser's clock by this much. */
const SAME_TIME_MS = 2 * MINUTE_MS

export type Found =
  | { readonly kind: 'one'; readonly row: TaskRow }
  /** More than one fits: the operator picks. */
  | { readonly kind: 'several'; readonly rows: readonly TaskRow[] }
  | { readonly kind: 'none' }

function foundAmong(rows: readonly TaskRow[]): Found {
  const unique = [...new Map(rows.map((row) => [row.task_id, row])).values()]
  const [first, ...others] = unique
  if (!first) return { kind: 'none' }
  return others.length === 0 ? { kind: 'one', row: first } : { kind: 'several', rows: unique }
}

/**
 * A name as it is compared: invisible characters do not count (zero-width, direction marks, soft hyphens), any blank
 * is a space, and decomposed letters are composed. Case counts.
 */
export function comparableName(name: string | null | undefined): string {
  return (name ?? '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .replace(/\s/gu, ' ')
    .trim()
}

/** Do two task names read the same? A task without a name matches none. */
export function sameTaskName(one: string | null | undefined, other: string | null | undefined): boolean {
  const wanted = comparableName(one)
  return wanted !== '' && wanted === comparableName(other)
}

/** The task with exactly this name, as `sameTaskName` has it, or with this id. */
export function findByName(rows: readonly TaskRow[], name: string): Found {
  const wanted = comparableName(name)
  if (wanted === '') return { kind: 'none' }
  return foundAmong(rows.filter((row) => row.task_id === wanted || comparableName(row.task_name) === wanted))
}

/**
 * A task whose name the service did not keep: called within two minutes of the time sent, with as many points. A named
 * task is never taken for it.
 * @param sentMs epoch milliseconds UTC
 */
export function findByTime(rows: readonly TaskRow[], sentMs: number, points: number): Found {
  return foundAmong(
    rows.filter((row) => {
      const calledMs = parseCallTime(row.API_call_time)
      return (
        comparableName(row.task_name) === '' &&
        calledMs !== null &&
        row.nbr_points === points &&
        Math.abs(calledMs - sentMs) <= SAME_TIME_MS
      )
    }),
  )
}

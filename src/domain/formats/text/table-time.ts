import { fileTime } from '../file-values.ts'

/** Dates by numbers, as tables have them: 22.11.2026 17:51, 11/22/2026 17:51:04, 2026/11/22 17:51. */
const byNumbers =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})[T ,]{1,2}(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)? ?(?:Z|UTC)?$/i

type Order = 'day first' | 'month first'

export interface TableTimes {
  /** Epoch milliseconds UTC; null where there is none or it cannot be read. */
  readonly times: readonly (number | null)[]
  /** Cells that have something and cannot be read. */
  readonly unread: number
  /** Is 3/4/2026 in March or in April? No row tells, and none was read. */
  readonly ambiguous: boolean
}

/** Reads a column of times. Day or month first is found out from all of its rows, never guessed. */
export function readTableTimes(cells: readonly string[]): TableTimes {
  const order = orderOf(cells)
  const times = cells.map((cell) =>
    cell === '' ? null : (fileTime(cell) ?? epochTime(cell) ?? numberedTime(cell, order)),
  )
  const unread = cells.filter((cell, index) => cell !== '' && times[index] === null).length
  return {
    times,
    unread,
    ambiguous: order === null && cells.some((cell) => byNumbers.test(cell) && numberedTime(cell, null) === null),
  }
}

function orderOf(cells: readonly string[]): Order | null {
  for (const cell of cells) {
    const match = byNumbers.exec(cell)
    if (!match || match[1]!.length === 4) continue
    if (match[2] === '.' || Number(match[1]) > 12) return 'day first'
    if (Number(match[3]) > 12) return 'month first'
  }
  return null
}

/** Unix time in seconds or milliseconds. */
function epochTime(cell: string): number | null {
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return Number(cell) * 1000
  return /^\d{12,13}$/.test(cell) ? Number(cell) : null
}

function numberedTime(cell: string, order: Order | null): number | null {
  const match = byNumbers.exec(cell)
  if (!match) return null
  const [one, two, three] = [match[1]!, match[3]!, match[4]!]
  const yearFirst = one.length === 4
  if (!yearFirst && (order === null || three.length !== 4)) return null
  const [year, month, day] = yearFirst
    ? [one, two, three]
    : order === 'day first'
      ? [three, two, one]
      : [three, one, two]
  const two2 = (text: string) => text.padStart(2, '0')
  return fileTime(`${year}-${two2(month)}-${two2(day)}T${two2(match[5]!)}:${match[6]!}:${match[7] ?? '00'}Z`)
}

import type { ColumnUse } from '../../table-sheet.ts'
import { column } from '../coordinate-doubts.ts'
import type { Sense } from '../headings.ts'
import { placeOf } from '../places.ts'
import { mostAre, type Sample } from '../samples.ts'
import { columnsOf } from '../uses.ts'

/** Which columns hold the position, and why that is doubtful. */
export interface FoundColumns {
  readonly uses: ReadonlyMap<number, ColumnUse>
  readonly lonFirst: boolean
  /** One sentence for each. */
  readonly doubts: readonly string[]
  /** Is it nevertheless what the table says? Where not, the position is not read before somebody tells. */
  readonly isSound: boolean
}

/** A column that holds latitude and longitude in one; null where none has a place. */
export function wholePosition(
  headings: readonly string[],
  senses: readonly (Sense | null)[],
  sample: Sample,
): FoundColumns | null {
  const found = senses.flatMap((sense, index) => {
    if (sense?.kind !== 'position') return []
    const uses = [...Array<ColumnUse>(index).fill({ role: 'none' }), { role: 'position' } as const]
    const reading = { columns: columnsOf(uses).columns, lonFirst: sense.lonFirst, width: null, o: null, isAis: false }
    const places = sample.rows.filter(({ cells }) => placeOf(cells, reading).kind === 'place').length
    return places > 0 ? [{ index, sense, places }] : []
  })
  const [first, second] = [...found].sort((a, b) => b.places - a.places)
  if (!first) return null
  // S of `Lat S Lon W` goes for cells without letters of their own.
  const isSided =
    first.sense.saysSides && !sample.cells(first.index).every((cell) => /(?<![a-z])[nsew](?![a-z])/i.test(cell))
  const isNumbers = !first.sense.isOrderSaid && mostAre(sample.cells(first.index), (cell) => !/[a-z]/i.test(cell))
  return {
    uses: new Map([[first.index, { role: 'position' }]]),
    lonFirst: first.sense.lonFirst,
    isSound: (!second || second.places < first.places) && !isSided,
    doubts: [
      ...(isSided ? [`The heading ${column(first.index, headings)} names hemispheres, and its cells do not.`] : []),
      ...(second && second.places === first.places ? ['Several columns hold positions.'] : []),
      ...(isNumbers ? ['The latitude is taken to come first in each position: nothing says so.'] : []),
    ],
  }
}

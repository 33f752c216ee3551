import type { Axis } from '../../../units/coordinate-grammar.ts'
import type { ColumnUse } from '../../table-sheet.ts'
import {
  figuresOf,
  isLetteredSixtieth,
  isNumeric,
  isRunningNumber,
  isSixtieth,
  mostAre,
  isWholeDegrees,
  isWholeNumber,
  type Sample,
} from '../samples.ts'

/** Columns of cells with letters that may be only an end of their coordinates, and what they may be together. */
export interface CutCoordinates {
  /** Degrees, minutes and seconds in columns of their own; empty where nothing tells. */
  readonly uses: ReadonlyMap<number, ColumnUse>
  readonly reason: string
}

const most = { lat: 90, lon: 180 } as const

/**
 * Cells `57.5N` beside a column of whole degrees, `N35` beside minutes, `5N` behind `35-57` where a decimal comma parted
 * them: a coordinate may be cut, and its letter stand at one end of it. null where nothing beside it looks like the rest.
 */
export function cutBeside(
  found: Readonly<Record<Axis, number>>,
  columns: readonly number[],
  sample: Sample,
): CutCoordinates | null {
  const axes = [
    { axis: 'lat', column: found.lat },
    { axis: 'lon', column: found.lon },
  ] as const
  const isOwn = (column: number) => column === found.lat || column === found.lon
  /** The columns from the one with the letter on that may be parts of the same coordinate. */
  const run = ({ axis, column }: (typeof axes)[number], step: 1 | -1) => {
    const columns: number[] = []
    for (let index = column + step; columns.length < 2 && !isOwn(index) && isPart(index); index += step)
      columns.push(index)
    return step < 0 ? columns.reverse() : columns

    function isPart(index: number): boolean {
      const cells = sample.cells(index)
      if (cells.length === 0) return false
      if (step > 0) return mostAre(cells, (cell) => isNumeric(figuresOf(cell)) && isUnsigned(cell))
      return (
        mostAre(cells, (cell) => isWholeNumber(cell) && isUnsigned(cell) && Number.parseInt(cell, 10) <= most[axis]) ||
        mostAre(cells, (cell) => isAngle.test(cell))
      )
    }
  }
  const isEnd = (column: number) => mostAre(sample.cells(column), (cell) => isBare.test(cell))
  const isBegin = (column: number) => mostAre(sample.cells(column), (cell) => endsWhole.test(cell))
  const readings = ([-1, 1] as const).flatMap((step) => {
    const runs = axes.map((each) => ({ ...each, parts: run(each, step) }))
    const isCut = runs.every(({ column }) => (step < 0 ? isEnd(column) : isBegin(column)))
    const isCounted = (column: number) => step < 0 && isRunningNumber(sample.cells(column))
    if (!isCut || runs.every(({ parts }) => parts.every(isCounted))) return []
    // A number beside one of them alone is in a column of its own.
    if (runs.some(({ parts }) => parts.length === 0)) return []
    const count = Math.min(...runs.map(({ parts }) => parts.length))
    const uses = new Map<number, ColumnUse>()
    for (const { axis, column, parts } of runs) {
      const own = step < 0 ? [...parts.slice(parts.length - count), column] : [column, ...parts.slice(0, count)]
      for (const [index, part] of own.entries())
        uses.set(part, { role: index === 0 ? axis : index === 1 ? `${axis}-minutes` : `${axis}-seconds` })
    }
    return [{ uses, isWhole: count > 0 && isSound(uses) }]
  })
  const [first, second] = readings
  if (!first) return elsewhere(found, columns, sample)
  const names = `columns ${Math.min(found.lat, found.lon) + 1} and ${Math.max(found.lat, found.lon) + 1}`
  return first.isWhole && !second
    ? {
        uses: first.uses,
        reason: `The cells with letters in ${names} are taken as parts of coordinates, with the numbers beside them: there is no heading that says so.`,
      }
    : {
        uses: new Map(),
        reason: `The cells with letters in ${names} may be parts of coordinates that go on beside them.`,
      }

  /** Whole degrees, and minutes with a fraction: whole ones may as well be what a decimal comma cut off. */
  function isSound(uses: ReadonlyMap<number, ColumnUse>): boolean {
    const cells = (role: ColumnUse['role']) =>
      [...uses].flatMap(([column, use]) => (use.role === role ? sample.cells(column) : []))
    return axes.every(({ axis }) => {
      const [minutes, seconds] = [cells(`${axis}-minutes`), cells(`${axis}-seconds`)]
      return (
        cells(axis).every(isWholeDegrees) &&
        [...minutes, ...seconds].every(isLetteredSixtieth) &&
        (seconds.length === 0 || minutes.every(isWholeDegrees)) &&
        [...minutes, ...seconds].some((cell) => /\d[.,]\d/.test(figuresOf(cell)))
      )
    })
  }
}

/** Whole degrees with letters and minutes elsewhere in the row, or minutes with letters and the degrees elsewhere. */
function elsewhere(
  { lat, lon }: Readonly<Record<Axis, number>>,
  columns: readonly number[],
  sample: Sample,
): CutCoordinates | null {
  const others = columns.filter((column) => column !== lat && column !== lon && !isRunningNumber(sample.cells(column)))
  const own = [...sample.cells(lat), ...sample.cells(lon)]
  const hasTwo = (test: (cell: string) => boolean) =>
    others.filter((column) => sample.cells(column).length > 0 && sample.cells(column).every(test)).length > 1
  const isCoarse = own.every((cell) => isBare.test(cell) && isLetteredSixtieth(cell) && !/[.,]\d{4}/.test(cell))
  const isLost =
    (own.every((cell) => isBare.test(cell) && isWholeDegrees(cell)) && hasTwo(isSixtieth)) ||
    (isCoarse && hasTwo((cell) => /^\d{1,3}$/.test(cell) && Number(cell) <= most.lon))
  return isLost
    ? {
        uses: new Map(),
        reason: `The cells with letters in columns ${Math.min(lat, lon) + 1} and ${Math.max(lat, lon) + 1} may be degrees or minutes alone, and other columns the rest.`,
      }
    : null
}

const isUnsigned = (cell: string) => /^\d/.test(cell)
/** One number and its letter. */
const isBare = /^(?:\d+(?:[.,]\d+)?\s?['′’"″]{0,2}\s?[NSEWO]|[NSEWO]\s?\d+(?:[.,]\d+)?\s?['′’"″]{0,2})$/i
/** Degrees, or degrees and minutes, that something may follow. */
const isAngle = /^\d{1,3}\s?[-°º˚:\s]\s?\d{0,2}$/
/** A letter, and figures without a fraction at the end; or whole degrees and their letter. */
const endsWhole = /^[NSEWO]\s?[\d\s:°º˚-]*\d\s?[°º˚]?$|^\d{1,3}\s?[°º˚]?\s?[NSEWO]$/i

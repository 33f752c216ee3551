import { integerAt, numberAt } from '../../at.ts'
import type { Position } from '../../position.ts'
import type { LandIndex } from '../../route/land-index.ts'
import type { Frame } from './frame.ts'

/** What may close a place for good. */
export interface Closures {
  /** null: the coast is not known here, and closes nothing. */
  readonly land: Pick<LandIndex, 'isLand'> | null
  /** How far she keeps from the coast, nautical miles; less near either end. */
  readonly marginNm: number
  /** Is it in an area to avoid? */
  readonly isBarred?: (position: Position) => boolean
  /** Is it too shallow, or its depth not known? Not on the route itself: the operator has drawn it there. */
  readonly isShallow?: (sNm: number, qNm: number) => boolean
}

/** Cells of the raster, and what they may measure: nautical miles. */
const CELLS = 400_000
const CELL_NM = { least: 0.5, most: 4 } as const
/** Positions are worked out at this spacing and evenly between. */
const COARSE_NM = 10
/** The margin grows with the way from either end by this share of it. */
const MARGIN_OPENING = 0.2
/** The way in and out of a port, where the generalised coast means nothing: on the route itself land closes nothing. */
const NEAR_END_NM = 15

const LAND = 1
const BARRED = 2
const SHALLOW = 3

/**
 * Which places of a corridor are closed: on land, too near it, or barred. A raster along and across, made once, so that
 * a search can ask for very many places. Near the route itself there is no margin: the operator has drawn it there.
 * @returns undefined: nothing closes any
 */
export function closedPlaces(
  frame: Frame,
  { land, marginNm, isBarred, isShallow }: Closures,
): ((sNm: number, qNm: number) => boolean) | undefined {
  if (!land && !isBarred && !isShallow) return undefined
  const { lengthNm } = frame
  const widest = widestOf(frame)
  const cellNm = Math.min(Math.max(Math.sqrt((lengthNm * 2 * widest) / CELLS), CELL_NM.least), CELL_NM.most)
  const rows = Math.ceil(lengthNm / cellNm) + 1
  const columns = 2 * Math.ceil(widest / cellNm) + 1
  const middle = (columns - 1) / 2
  const kinds = new Uint8Array(rows * columns)
  const positionAt = coarsePositions(frame, widest)
  for (let row = 0; row < rows; row++) {
    const sNm = Math.min(row * cellNm, lengthNm)
    // Evenly between exact positions a route's corners are cut; what is beside them moves with them.
    const [exact, even] = [frame.stageAt(sNm).positionAt(0), { lat: 0, lon: 0 }]
    positionAt(sNm, 0, even)
    const [byLat, byLon] = [exact.lat - even.lat, exact.lon - even.lon]
    // She is never farther out, and land beyond the margin does not count.
    const reach = Math.min(middle, Math.ceil((frame.halfWidthAt(sNm) + marginNm) / cellNm) + 1)
    const position = { lat: 0, lon: 0 }
    for (let column = middle - reach; column <= middle + reach; column++) {
      const qNm = (column - middle) * cellNm
      positionAt(sNm, qNm, position)
      position.lat += byLat
      position.lon += byLon
      if (isBarred?.(position)) kinds[row * columns + column] = BARRED
      else if (land?.isLand(position.lat, position.lon)) kinds[row * columns + column] = LAND
      else if (Math.abs(qNm) <= frame.halfWidthAt(sNm) && isShallow?.(sNm, qNm)) kinds[row * columns + column] = SHALLOW
    }
  }
  const toLandNm = distances(kinds, rows, columns, cellNm)
  return (sNm, qNm) => {
    const row = Math.min(Math.max(Math.round(sNm / cellNm), 0), rows - 1)
    const column = Math.min(Math.max(Math.round(qNm / cellNm) + middle, 0), columns - 1)
    const cell = row * columns + column
    const kind = integerAt(kinds, cell)
    if (kind === BARRED) return true
    const fromEndNm = Math.min(sNm, lengthNm - sNm)
    const isOnRoute = Math.abs(qNm) <= 1.5 * cellNm
    if (isOnRoute) return kind === LAND && fromEndNm > NEAR_END_NM
    return (
      kind === LAND || kind === SHALLOW || numberAt(toLandNm, cell) < Math.min(marginNm, MARGIN_OPENING * fromEndNm)
    )
  }
}

function widestOf({ lengthNm, halfWidthAt }: Frame): number {
  let widest = 0
  for (let step = 0; step <= 200; step++) widest = Math.max(widest, halfWidthAt((lengthNm * step) / 200))
  return widest
}

/** Writes positions between exact ones, evenly: within some metres at this spacing. */
function coarsePositions(
  frame: Frame,
  widestNm: number,
): (sNm: number, qNm: number, into: { lat: number; lon: number }) => void {
  const steps = Math.max(1, Math.ceil(frame.lengthNm / COARSE_NM))
  const across = Math.max(1, Math.ceil(widestNm / COARSE_NM))
  const alongNm = frame.lengthNm / steps
  const acrossNm = Math.max(widestNm, 1e-6) / across
  const width = 2 * across + 1
  const [lat, lon] = [new Float64Array((steps + 1) * width), new Float64Array((steps + 1) * width)]
  for (let step = 0; step <= steps; step++) {
    const stage = frame.stageAt(step * alongNm)
    for (let place = 0; place < width; place++) {
      const position = stage.positionAt((place - across) * acrossNm)
      lat[step * width + place] = position.lat
      lon[step * width + place] = position.lon
    }
  }
  return (sNm, qNm, into) => {
    const step = Math.min(Math.floor(sNm / alongNm), steps - 1)
    const place = Math.min(Math.max(Math.floor(qNm / acrossNm) + across, 0), width - 2)
    const fs = sNm / alongNm - step
    const fq = qNm / acrossNm + across - place
    const first = step * width + place
    into.lat = mixed(lat, first, width, fs, fq)
    into.lon = mixed(lon, first, width, fs, fq)
  }
}

const mixed = (values: Float64Array, first: number, width: number, fs: number, fq: number) =>
  (1 - fs) * ((1 - fq) * numberAt(values, first) + fq * numberAt(values, first + 1)) +
  fs * ((1 - fq) * numberAt(values, first + width) + fq * numberAt(values, first + width + 1))

/** From each cell to the nearest on land, nautical miles: two sweeps over the raster, right to 8 %. */
function distances(kinds: Uint8Array, rows: number, columns: number, cellNm: number): Float32Array {
  const miles = Float32Array.from(kinds, (kind) => (kind === LAND ? 0 : Infinity))
  const [side, corner] = [cellNm, Math.SQRT2 * cellNm]
  /** @param back −1 from the first cell on, with those before it; 1 from the last, with those after */
  const sweep = (cell: number, column: number, back: -1 | 1) => {
    const other = cell + back * columns
    const hasRow = other >= 0 && other < miles.length
    let least = Math.min(numberAt(miles, cell), hasRow ? numberAt(miles, other) + side : Infinity)
    if (column > 0 && hasRow) least = Math.min(least, numberAt(miles, other - 1) + corner)
    if (column < columns - 1 && hasRow) least = Math.min(least, numberAt(miles, other + 1) + corner)
    if (column + back >= 0 && column + back < columns) least = Math.min(least, numberAt(miles, cell + back) + side)
    miles[cell] = least
  }
  for (let cell = 0; cell < rows * columns; cell++) sweep(cell, cell % columns, -1)
  for (let cell = rows * columns - 1; cell >= 0; cell--) sweep(cell, cell % columns, 1)
  return miles
}

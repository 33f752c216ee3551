import { integerAt, numberAt } from '../at.ts'
import type { Position } from '../position.ts'
import { type Area, type AreaEffect, chartY } from './area.ts'

/**
 * Nearer to a side than this, about a metre, is on it, and on it is not inside: a ship may sail along a border. Degrees
 * of the chart.
 */
const TOUCH = 1e-5
/** An area ready for look-ups: its sides on the chart, in bands of latitude. */
export interface PreparedArea {
  readonly isAvoid: boolean
  /** Epoch milliseconds UTC, −∞ and ∞ where it has no end. */
  readonly fromMs: number
  readonly toMs: number
  /** Degrees; east may be above 180, and is less than 360 from west. */
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  /** Corners on the chart, the first one again at the end. */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly low: number
  readonly bandsPerDegree: number
  readonly bands: number
  /** The sides of band b are those from starts[b] to starts[b + 1]. */
  readonly starts: Int32Array
  readonly sides: Int32Array
  /** The first band of each side. */
  readonly firstBand: Int32Array
  /** Room to note where a line meets sides, so that no look-up asks for memory. */
  readonly cuts: Float64Array
}

const SIDES_PER_BAND = 4
const MAX_BANDS = 128

const known = new WeakMap<Area, PreparedArea>()

/** Made once for each area, which is replaced and never changed. */
export function prepared(area: Area): PreparedArea {
  const made = known.get(area) ?? prepare(area)
  known.set(area, made)
  return made
}

function prepare({ effect, validFromMs, validToMs, corners }: Area): PreparedArea {
  const count = corners.length
  const ring = [...corners, ...corners.slice(0, 1)]
  const x = Float64Array.from(ring, ({ lon }) => lon)
  const y = Float64Array.from(ring, ({ lat }) => chartY(lat))
  const low = Math.min(...y) - TOUCH
  const bands = Math.min(MAX_BANDS, Math.ceil(count / SIDES_PER_BAND))
  const bandsPerDegree = bands / (Math.max(...y) + TOUCH - low)
  const bandOf = (value: number) => clamp(Math.floor((value - low) * bandsPerDegree), bands)
  const lists: number[][] = Array.from({ length: bands }, () => [])
  const firstBand = new Int32Array(count)
  for (let side = 0; side < count; side += 1) {
    const [one, other] = [numberAt(y, side), numberAt(y, side + 1)]
    firstBand[side] = bandOf(Math.min(one, other) - TOUCH)
    for (let band = integerAt(firstBand, side); band <= bandOf(Math.max(one, other) + TOUCH); band += 1)
      lists[band]?.push(side)
  }
  const starts = new Int32Array(bands + 1)
  for (const [band, list] of lists.entries()) starts[band + 1] = integerAt(starts, band) + list.length
  const [lons, lats] = [corners.map(({ lon }) => lon), corners.map(({ lat }) => lat)]
  return {
    isAvoid: effect === 'avoid',
    fromMs: validFromMs ?? -Infinity,
    toMs: validToMs ?? Infinity,
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
    x,
    y,
    low,
    bandsPerDegree,
    bands,
    starts,
    sides: Int32Array.from(lists.flat()),
    firstBand,
    cuts: new Float64Array(count + 2),
  }
}

const clamp = (band: number, bands: number) => (band < 0 ? 0 : band >= bands ? bands - 1 : band)

/** Inside, and not on a side. */
function isWithin({ x, y, low, bandsPerDegree, bands, starts, sides }: PreparedArea, px: number, py: number): boolean {
  const band = clamp(Math.floor((py - low) * bandsPerDegree), bands)
  let inside = false
  for (let place = integerAt(starts, band); place < integerAt(starts, band + 1); place += 1) {
    const side = integerAt(sides, place)
    const ax = numberAt(x, side)
    const ay = numberAt(y, side)
    const ex = numberAt(x, side + 1) - ax
    const ey = numberAt(y, side + 1) - ay
    const along = ((px - ax) * ex + (py - ay) * ey) / (ex * ex + ey * ey)
    const share = along < 0 ? 0 : along > 1 ? 1 : along
    const dx = ax + share * ex - px
    const dy = ay + share * ey - py
    if (dx * dx + dy * dy <= TOUCH * TOUCH) return false
    if (ay > py !== ay + ey > py && px < ax + ((py - ay) / ey) * ex) inside = !inside
  }
  return inside
}

/**
 * Calls back with each stretch of a line that is straight on the chart and inside the area, as fractions of the line, in
 * order; an end at the line's own end is exactly 0 or 1.
 * @param ax, ay, bx, by its ends on the chart; x in the turn of the area
 * @param found true: no more is wanted
 * @returns whether `found` ended it
 */
export function stretchesWithin(
  area: PreparedArea,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  found: (from: number, to: number) => boolean,
): boolean {
  const { x, y, low, bandsPerDegree, bands, starts, sides, firstBand, cuts } = area
  const dx = bx - ax
  const dy = by - ay
  const length = Math.sqrt(dx * dx + dy * dy)
  if (length < TOUCH) return isWithin(area, ax, ay) && found(0, 1)
  let count = 1
  cuts[0] = 0
  const firstOfLine = clamp(Math.floor((Math.min(ay, by) - low) * bandsPerDegree), bands)
  const lastOfLine = clamp(Math.floor((Math.max(ay, by) - low) * bandsPerDegree), bands)
  for (let band = firstOfLine; band <= lastOfLine; band += 1) {
    for (let place = integerAt(starts, band); place < integerAt(starts, band + 1); place += 1) {
      const side = integerAt(sides, place)
      const firstOfBoth = Math.max(integerAt(firstBand, side), firstOfLine)
      if (band !== firstOfBoth) continue
      const px = numberAt(x, side)
      const py = numberAt(y, side)
      const ex = numberAt(x, side + 1) - px
      const ey = numberAt(y, side + 1) - py
      const turn = dx * ey - dy * ex
      // Along a parallel side nothing changes between its ends, where its neighbours are met.
      if (turn === 0) continue
      const onSide = ((px - ax) * dy - (py - ay) * dx) / turn
      const slack = TOUCH / Math.sqrt(ex * ex + ey * ey)
      if (onSide < -slack || onSide > 1 + slack) continue
      const onLine = ((px - ax) * ey - (py - ay) * ex) / turn
      if (!(onLine > 0 && onLine < 1)) continue
      let at = count
      for (; numberAt(cuts, at - 1) > onLine; at -= 1) cuts[at] = numberAt(cuts, at - 1)
      cuts[at] = onLine
      count += 1
    }
  }
  cuts[count] = 1
  for (let cut = 1; cut <= count; cut += 1) {
    const from = numberAt(cuts, cut - 1)
    const to = numberAt(cuts, cut)
    const middle = (from + to) / 2
    if ((to - from) * length >= TOUCH && isWithin(area, ax + middle * dx, ay + middle * dy) && found(from, to))
      return true
  }
  return false
}

/** How many latitudes an area's name is tried at. */
const NAME_LATITUDES = 15

/** Where its name fits best: the middle of its widest stretch along a parallel. */
export function namePlace(area: Area): Position {
  const shape = prepared(area)
  const { south, north, west, east } = shape
  let best = { lat: (south + north) / 2, lon: (west + east) / 2, width: 0 }
  for (let step = 1; step < NAME_LATITUDES; step += 1) {
    const lat = south + (step / NAME_LATITUDES) * (north - south)
    const y = chartY(lat)
    stretchesWithin(shape, west, y, east, y, (from, to) => {
      // A little wider is no reason to leave the middle.
      const width = (to - from) * (1 - Math.abs(step / NAME_LATITUDES - 0.5))
      if (width > best.width) best = { lat, lon: west + ((from + to) / 2) * (east - west), width }
      return false
    })
  }
  return { lat: best.lat, lon: best.lon }
}

/** Many areas, ready for very many short lines. */
export interface AreaIndex {
  /**
   * The strictest of the areas that a short line enters, null: none. Touching a side, or sailing along it, is no entering.
   * @param fromLon, toLon degrees, unwrapped against one another; in any turn
   * @param timeMs when the ship is there, epoch milliseconds UTC; NaN: not known, and every area counts
   */
  readonly crossing: (
    fromLat: number,
    fromLon: number,
    toLat: number,
    toLon: number,
    timeMs: number,
  ) => AreaEffect | null
}

const any = () => true

/** For whoever tests very many lines, such as a search for a route: boxes come first, and no look-up asks for memory. */
export function areaIndex(areas: readonly Area[]): AreaIndex {
  // What is to be avoided first: then the first that is met decides.
  const all = areas.map(prepared).sort((a, b) => Number(b.isAvoid) - Number(a.isAvoid))
  return {
    crossing: (fromLat, fromLon, toLat, toLon, timeMs) => {
      const south = Math.min(fromLat, toLat)
      const north = Math.max(fromLat, toLat)
      const west = Math.min(fromLon, toLon)
      const east = Math.max(fromLon, toLon)
      let fromY = NaN
      let toY = NaN
      for (const area of all) {
        if (south > area.north || north < area.south || timeMs < area.fromMs || timeMs > area.toMs) continue
        let turn = 360 * Math.ceil((area.west - east) / 360)
        for (; west + turn <= area.east; turn += 360) {
          if (Number.isNaN(fromY)) {
            fromY = chartY(fromLat)
            toY = chartY(toLat)
          }
          if (stretchesWithin(area, fromLon + turn, fromY, toLon + turn, toY, any))
            return area.isAvoid ? 'avoid' : 'warn'
        }
      }
      return null
    },
  }
}

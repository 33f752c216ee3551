import { at } from '../at.ts'
import { degrees, isometricBetween, radians } from '../geodesy/wgs84.ts'
import { type Position, unwrapLongitude, wrapLongitude } from '../position.ts'
import { z } from '../schema.ts'
import { formatCount, formatNumber } from '../units/format.ts'
import { formatUtcFull } from '../units/time-text.ts'

/** What an area asks of a route: to keep out, or to know that it goes there. */
export const areaEffects = ['avoid', 'warn'] as const
export type AreaEffect = (typeof areaEffects)[number]

const MIN_CORNERS = 3
export const MAX_CORNERS = 500
/** More than anybody can tell apart on the map. */
export const MAX_AREAS = 100
export const MAX_AREA_NAME = 120
export const MAX_AREA_SOURCE = 300

/**
 * A named part of the sea to keep out of, or to be warned of. Its sides are rhumb lines, straight on the chart; no side
 * crosses another. Times in epoch milliseconds UTC; null: it has always been, or goes on.
 */
export const Area = z
  .object({
    name: z.string().min(1).max(MAX_AREA_NAME),
    effect: z.enum(areaEffects).default('avoid'),
    /** Who says so, such as a notice or a chart; may be empty. */
    source: z.string().max(MAX_AREA_SOURCE).default(''),
    validFromMs: z.number().nullable().default(null),
    validToMs: z.number().nullable().default(null),
    /** In order, the last one joined to the first. Degrees, longitudes each at most 180° from the one before. */
    corners: z
      .array(z.object({ lat: z.number().min(-90).max(90), lon: z.number() }))
      .min(MIN_CORNERS)
      .max(MAX_CORNERS)
      .readonly(),
  })
  .superRefine(({ corners, validFromMs, validToMs }, context) => {
    const fault = cornersFault(corners)
    if (fault !== null) context.addIssue({ code: 'custom', path: ['corners'], message: `The area ${fault}.` })
    if (validFromMs !== null && validToMs !== null && validToMs < validFromMs)
      context.addIssue({ code: 'custom', path: ['validToMs'], message: 'The area ends before it begins.' })
  })
  .readonly()
export type Area = z.infer<typeof Area>

/** The chart ends before the poles, which it shows infinitely far away. */
const MAX_LAT = 89.999

/** Where a latitude lies on a Mercator chart, in degrees of the equator: rhumb lines are straight there. */
export const chartY = (lat: number): number =>
  degrees(isometricBetween(0, radians(Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)))))

/** A hundred-millionth of a degree is a millimetre: nobody means more figures than seven. */
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7

/**
 * Positions as the corners of an area: longitudes unwrapped from the first, which is brought to −180…180; what repeats
 * the corner before it, or closes the ring, left out.
 */
export function cornersOf(positions: readonly Position[]): Position[] {
  const corners: Position[] = []
  for (const { lat, lon } of positions) {
    const last = corners.at(-1)
    const corner = { lat: round(lat), lon: round(last ? unwrapLongitude(lon, last.lon) : wrapLongitude(lon)) }
    if (!last || corner.lat !== last.lat || corner.lon !== last.lon) corners.push(corner)
  }
  const [first, last] = [corners[0], corners.at(-1)]
  const isClosed = first && last && corners.length > 1 && first.lat === last.lat && first.lon === last.lon
  return isClosed ? corners.slice(0, -1) : corners
}

/**
 * Why corners are no area, to follow a name in a sentence: `crosses itself: side 1 to 2 meets side 3 to 4`; null: they
 * are one.
 */
export function cornersFault(corners: readonly Position[]): string | null {
  if (corners.length < MIN_CORNERS) return `has only ${corners.length} corners; it needs at least ${MIN_CORNERS}`
  if (corners.length > MAX_CORNERS)
    return `has ${formatNumber(corners.length)} corners; at most ${MAX_CORNERS} are possible`
  const lons = corners.map(({ lon }) => lon)
  if (corners.some(({ lon }, index) => Math.abs(lon - at(lons, (index || lons.length) - 1)) > 180))
    return 'goes round a pole, or has a side of more than 180° of longitude'
  if (Math.max(...lons) - Math.min(...lons) >= 360) return 'goes round the whole earth'
  const [origin, ...others] = corners
  const far = others.find(({ lat, lon }) => lat !== origin?.lat || lon !== origin.lon)
  if (!origin || !far || others.every((corner) => turn(origin, far, corner) === 0)) return 'has all corners on one line'
  const crossing = firstCrossing(corners.map(({ lat, lon }) => ({ lat: chartY(lat), lon })))
  if (!crossing) return null
  const [one, other] = crossing.map((side) => `${side + 1} to ${((side + 1) % corners.length) + 1}`)
  return `crosses itself: side ${one} meets side ${other}`
}

/** Above 0 where c lies to the left of the line from a to b. */
const turn = (a: Position, b: Position, c: Position) =>
  (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)

const cross = (a: Position, b: Position, c: Position, d: Position) =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0

/** Two sides that pass through one another, by their first corners; null: none. Sides may touch. @param corners on the chart */
function firstCrossing(corners: readonly Position[]): [number, number] | null {
  const sides = corners.map((from, index) => {
    const to = at(corners, (index + 1) % corners.length)
    return { index, from, to, west: Math.min(from.lon, to.lon), east: Math.max(from.lon, to.lon) }
  })
  sides.sort((a, b) => a.west - b.west)
  for (const [place, one] of sides.entries()) {
    for (let next = place + 1; next < sides.length; next += 1) {
      const other = at(sides, next)
      if (other.west > one.east) break
      if (cross(one.from, one.to, other.from, other.to))
        return one.index < other.index ? [one.index, other.index] : [other.index, one.index]
    }
  }
  return null
}

/** `until 3 Dec 2026 12:00Z`; empty: always. */
export function validityWords({ validFromMs, validToMs }: Pick<Area, 'validFromMs' | 'validToMs'>): string {
  if (validFromMs === null) return validToMs === null ? '' : `until ${formatUtcFull(validToMs)}`
  return validToMs === null
    ? `from ${formatUtcFull(validFromMs)}`
    : `${formatUtcFull(validFromMs)} to ${formatUtcFull(validToMs)}`
}

export const effectWords: Readonly<Record<AreaEffect, string>> = { avoid: 'Keep out', warn: 'Warn only' }

/** All but the name: `Keep out · 4 corners · until 3 Dec 2026 12:00Z · NAVAREA I 211`. @param area absent: `not there` */
export function areaWords(area: Area | undefined): string {
  if (!area) return 'not there'
  const { effect, corners, source } = area
  return [effectWords[effect], formatCount(corners.length, 'corner'), validityWords(area), source]
    .filter(Boolean)
    .join(' · ')
}

/** The first of `Name`, `Name 2`, `Name 3` … that no area has. */
export function freeAreaName(name: string, areas: readonly Pick<Area, 'name'>[]): string {
  const taken = new Set(areas.map((area) => area.name))
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name.slice(0, MAX_AREA_NAME - 5)} ${number}`
    if (!taken.has(free)) return free
  }
}

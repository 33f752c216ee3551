import type { Leg, LegType } from '../route/route.ts'
import { cleanName, fileNumber, fileTime, plural } from './file-values.ts'
import type { Draft, DraftPoint, ImportNote } from './reading.ts'
import { judgeTimes, planByTimes } from './point-times.ts'
import { type Position, wrapLongitude } from '../position.ts'

/** Faster than any ship: a speed above is an error or another unit. */
const MAX_SPEED_KN = 100

/** A speed over ground in knots; null for what no ship sails: nothing, zero, less, or more than 100. */
export function fileSpeed(text: string | undefined): number | null {
  const speed = fileNumber(text)
  return speed !== null && speed > 0 && speed <= MAX_SPEED_KN ? speed : null
}

/** RL or GC, also written out; null for anything else. */
export function legTypeOf(word: string): LegType | null {
  if (/^(rl|rhumb ?line|rhumb|loxodrome)$/i.test(word)) return 'RL'
  return /^(gc|great ?circle|orthodrome)$/i.test(word) ? 'GC' : null
}

/** A point of a file whose leg is the one that begins there, as several chart systems write it. */
export interface StartingPoint extends DraftPoint {
  readonly outgoing: Leg
}

/** The same points with the leg that ends at each, which is what Fairway keeps. */
export function legsWhereTheyEnd(points: readonly StartingPoint[]): DraftPoint[] {
  return points.map(({ outgoing: _, ...point }, index) => ({
    ...point,
    leg: points[index - 1]?.outgoing ?? { type: 'RL', speedKn: null },
  }))
}

/** One speed on every leg is the voyage's speed, which the operator can then change in one place. */
export function withCommonSpeed(points: readonly DraftPoint[]): {
  points: readonly DraftPoint[]
  speedKn: number | null
} {
  const speeds = new Set(points.slice(1).map(({ leg }) => leg?.speedKn ?? null))
  const [speedKn = null] = speeds
  if (speeds.size !== 1 || speedKn === null) return { points, speedKn: null }
  const plain = (leg: Leg | undefined): Leg | undefined => leg && { ...leg, speedKn: null }
  return { points: points.map((point) => ({ ...point, leg: plain(point.leg) })), speedKn }
}

/** Places this near to each other, about a centimetre, are written for the same one. */
const place = ({ lat, lon }: Position) => `${lat.toFixed(7)} ${wrapLongitude(Number(lon.toFixed(7))).toFixed(7)}`

/** Points with the times at which the ship is there are a track; without any they are a line. */
export const lineKind = (points: readonly DraftPoint[]): Draft['kind'] =>
  points.some(({ timeMs }) => timeMs != null) ? 'track' : 'line'

/**
 * The single points of a file, beside its lines. Programs write a route as a line and its waypoints again as points:
 * those give their names to the line, and their times where they are its plan. Where there is no line at all, the points
 * are the route, in the order of the file.
 * @param notes gets a word on what was guessed or left out
 */
export function withLoosePoints(
  lines: readonly Draft[],
  points: readonly DraftPoint[],
  notes: ImportNote[],
): readonly Draft[] {
  if (lines.length === 0) return [pointsAsLine(points, notes)]
  if (points.length === 0) return lines
  const byPlace = new Map(points.map((point) => [place(point), point]))
  const seen = new Set<string>()
  const named = lines.map((line) => {
    const found = line.points.map((point): DraftPoint => {
      const key = place(point)
      const loose = byPlace.get(key)
      if (loose === undefined) return point
      seen.add(key)
      return {
        ...point,
        name: cleanName(point.name) || cleanName(loose.name),
        timeMs: point.timeMs ?? loose.timeMs ?? null,
      }
    })
    if (line.kind === 'track' || found.every(({ timeMs }) => timeMs == null)) return { ...line, points: found }
    const plan = planByTimes(found)
    notes.push(...plan.notes)
    const isPlan = plan.departureMs !== null
    return { ...line, points: plan.points, ...(isPlan && { kind: 'route' as const, departureMs: plan.departureMs }) }
  })
  const unused = points.filter((point) => !seen.has(place(point))).length
  if (unused > 0) notes.push({ text: `${plural(unused, 'single point')} left out.` })
  return named
}

function pointsAsLine(points: readonly DraftPoint[], notes: ImportNote[]): Draft {
  if (points.length > 1)
    notes.push({ text: `The file has no line; its ${points.length} points are taken in the order of the file.` })
  if (judgeTimes(points) !== 'made') return { kind: lineKind(points), name: '', points }
  const bare = planByTimes(points)
  notes.push(...bare.notes)
  return { kind: 'line', name: '', points: bare.points }
}

/** What a file says beside a shape, as text by name. */
export type Values = (name: string) => string | undefined

export interface ValuedPoint {
  readonly point: DraftPoint
  readonly values: Values
}

const speedOf = (values: Values): number | null => fileSpeed(values('speedKn'))

/**
 * The route of a file that Fairway wrote in a format for maps: one line as it is drawn, and its waypoints as points that
 * are numbered from 1. Null for any other file.
 * @param values of the line: `departure`, `speedKn`
 */
export function ownRoute(name: string, values: Values, points: readonly ValuedPoint[]): Draft | null {
  if (points.length < 2 || points.some((point, index) => fileNumber(point.values('waypoint')) !== index + 1))
    return null
  const speedKn = speedOf(values)
  return {
    kind: 'route',
    name,
    points: points.map(({ point, values: own }) => ({ ...point, ...waypoint(own, speedKn) })),
    departureMs: fileTime(values('departure')),
    speedKn,
  }
}

function waypoint(values: Values, voyageKn: number | null): Pick<DraftPoint, 'leg' | 'stayMin' | 'fixedEtaMs'> {
  const type: LegType = values('leg') === 'GC' ? 'GC' : 'RL'
  const speed = speedOf(values)
  // The voyage's speed, and one that a fixed ETA requires, are not the leg's own.
  const own = speed === voyageKn || values('speedRequired') === 'true' ? null : speed
  const stay = fileNumber(values('stayMin'))
  return {
    leg: { type, speedKn: own },
    stayMin: stay !== null && stay > 0 ? stay : null,
    fixedEtaMs: fileTime(values('fixedEta')),
  }
}

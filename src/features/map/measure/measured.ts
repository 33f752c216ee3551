import { type LegLine, legLine } from '#src/domain/geodesy/leg-line.ts'
import type { Position } from '#src/domain/position.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'

/** One leg that is measured, in both ways it could be sailed. */
export interface MeasuredLeg {
  readonly rhumb: LegLine
  readonly great: LegLine
}

export const measuredLeg = (from: Position, to: Position): MeasuredLeg => ({
  rhumb: legLine(from, to, 'RL'),
  great: legLine(from, to, 'GC'),
})

/** From point to point, each the shorter way round. */
export const measuredLegs = (points: readonly Position[]): MeasuredLeg[] =>
  points.slice(1).map((to, index) => measuredLeg(points[index]!, to))

/** A point that goes on from the one before, its longitude unwrapped against it. */
export function pointAdded(points: readonly Position[], at: Position): Position[] {
  const last = points.at(-1)
  return [...points, last ? measuredLeg(last, at).rhumb.to : at]
}

export const totalNm = (legs: readonly MeasuredLeg[], way: keyof MeasuredLeg): number =>
  legs.reduce((sum, leg) => sum + leg[way].distanceNm, 0)

/** `085°T · 312.4 NM`; the course is the one to begin with. */
export function wayWords({ initialCourseDeg, distanceNm }: LegLine): string {
  return initialCourseDeg === null
    ? formatDistance(distanceNm)
    : `${formatCourse(initialCourseDeg)} · ${formatDistance(distanceNm)}`
}

/** What is said aloud of the last leg and of all of them. */
export function measuredWords(legs: readonly MeasuredLeg[]): string {
  const last = legs.at(-1)
  if (!last) return ''
  const leg = `Leg ${legs.length}: rhumb line ${wayWords(last.rhumb)}, great circle ${wayWords(last.great)}.`
  return legs.length === 1
    ? leg
    : `${leg} Total: rhumb line ${formatDistance(totalNm(legs, 'rhumb'))}, great circle ${formatDistance(totalNm(legs, 'great'))}.`
}

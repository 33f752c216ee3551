import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { type Position, wrapLongitude } from '#src/domain/position.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import type { LegType, Route } from '#src/domain/route/route.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'

/** The leg that a click would add now. */
export interface Draft {
  readonly from: Position
  readonly to: Position
  readonly type: LegType
  /** `085°T · 312.4 NM`; empty while it has no length. */
  readonly leg: string
  /** `Total 2 748.4 NM`, the leg counted in. */
  readonly total: string
}

/** Null before the first waypoint: there is no leg yet. */
export function draftTo({ waypoints, name }: Route, pointer: Position): Draft | null {
  const last = waypoints.at(-1)
  if (!last) return null
  const type = waypoints.length > 1 ? last.leg.type : 'RL'
  const line = legLine(last.position, pointer, type)
  return {
    from: last.position,
    to: line.to,
    type,
    leg:
      line.initialCourseDeg === null
        ? ''
        : `${formatCourse(line.initialCourseDeg)} · ${formatDistance(line.distanceNm)}`,
    total: `Total ${formatDistance(routeDistanceNm({ name, waypoints }) + line.distanceNm)}`,
  }
}

/** Where a click puts a waypoint: in the world itself if it is the first, else wherever the route goes on. */
export const droppedAt = (route: Route, pointer: Position): Position =>
  route.waypoints.length === 0 ? { lat: pointer.lat, lon: wrapLongitude(pointer.lon) } : pointer

/** Two clicks this close in time and place are one double-click, which ends the drawing. */
export function isDoubleClick(
  first: { x: number; y: number; atMs: number } | null,
  second: { x: number; y: number; atMs: number },
): boolean {
  return first !== null && second.atMs - first.atMs < 400 && Math.hypot(second.x - first.x, second.y - first.y) < 8
}

import type { LegType } from '../route/route.ts'
import { fileNumber, fileTime } from './file-values.ts'
import { fileSpeed } from './leg-speeds.ts'
import type { Draft, DraftPoint } from './reading.ts'

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

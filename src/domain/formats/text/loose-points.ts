import { wrapLongitude, type Position } from '../../position.ts'
import { cleanName, plural } from '../file-values.ts'
import type { Draft, DraftPoint, ImportNote } from '../reading.ts'

/** Places this near to each other, about a centimetre, are written for the same one. */
const place = ({ lat, lon }: Position) => `${lat.toFixed(7)} ${wrapLongitude(Number(lon.toFixed(7))).toFixed(7)}`

/** Points with the times at which the ship is there are a track; without any they are a line. */
export const lineKind = (points: readonly DraftPoint[]): Draft['kind'] =>
  points.some(({ timeMs }) => timeMs != null) ? 'track' : 'line'

/**
 * The single points of a file, beside its lines. Programs write a route as a line and its waypoints again as points:
 * those give their names to the line. Where there is no line at all, the points are the route, in the order of the file.
 * @param notes gets a word on what was guessed or left out
 */
export function withLoosePoints(
  lines: readonly Draft[],
  points: readonly DraftPoint[],
  notes: ImportNote[],
): readonly Draft[] {
  if (lines.length === 0) return [pointsAsLine(points, notes)]
  if (points.length === 0) return lines
  const names = new Map(points.map((point) => [place(point), cleanName(point.name)]))
  const seen = new Set<string>()
  const named = lines.map((line) => ({
    ...line,
    points: line.points.map((point) => {
      const key = place(point)
      const name = names.get(key)
      if (name === undefined) return point
      seen.add(key)
      return { ...point, name: cleanName(point.name) || name }
    }),
  }))
  const unused = points.filter((point) => !seen.has(place(point))).length
  if (unused > 0) notes.push({ text: `${plural(unused, 'single point')} left out.` })
  return named
}

function pointsAsLine(points: readonly DraftPoint[], notes: ImportNote[]): Draft {
  if (points.length > 1)
    notes.push({ text: `The file has no line; its ${points.length} points are taken in the order of the file.` })
  return { kind: lineKind(points), name: '', points }
}

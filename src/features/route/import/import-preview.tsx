import { useMemo } from 'react'
import { arrivalOf } from '#src/domain/formats/candidates.ts'
import type { ImportCandidate, ImportNote } from '#src/domain/formats/import-file.ts'
import type { Route, Track } from '#src/domain/route/route.ts'
import { formatCount, formatDistance, formatNumber, formatSpeed } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull, formatUtcNear } from '#src/domain/units/time-text.ts'
import { emptyShip, shipWords } from '#src/domain/voyage/ship.ts'
import { useUnits } from '#src/state/preferences.ts'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import { sketch } from '#src/domain/route/simplify.ts'
import styles from './import-dialog.module.css'

/** What would be taken from a line in a file. */
export function ImportFacts({ candidate }: { candidate: ImportCandidate }) {
  const { name, kind, count, first, last, distanceNm, departureMs, route, track, info, crossesAntimeridian } = candidate
  const { position: notation } = useUnits()
  const arrivalMs = track ? null : arrivalOf(candidate)
  const rows: readonly Fact[] = [
    ['Name', name || 'Unnamed'],
    [kind === 'route' ? 'Waypoints' : 'Points', formatNumber(count)],
    ['First', formatPosition(first, notation)],
    ['Last', formatPosition(last, notation)],
    ['Distance', `${formatDistance(distanceNm)} on WGS84`],
    ['Legs', route && legWords(route)],
    ['Kept', route && keptWords(route)],
    ['Times', track && timeWords(track)],
    ['Departure', track || departureMs === null ? null : formatUtcFull(departureMs)],
    ['Arrival', arrivalMs === null ? null : formatUtcNear(arrivalMs, departureMs ?? Number.NaN)],
    ['Speed', speedWords(candidate)],
    ['Ship', info && shipWords({ ...emptyShip, ...info.ship })],
    ['Voyage', info && info.voyageNumber],
    ['Crosses', crossesAntimeridian ? 'the antimeridian (180°)' : null],
  ]
  return <Facts rows={rows} className={styles.facts} />
}

/** With rhumb lines alone there is nothing to say: a leg is one unless told otherwise. */
function legWords({ waypoints }: Route): string | null {
  const legs = waypoints.slice(1)
  const greatCircles = legs.filter(({ leg }) => leg.type === 'GC').length
  if (greatCircles === 0) return null
  return `${formatCount(greatCircles, 'great circle')}, ${formatCount(legs.length - greatCircles, 'rhumb line')}`
}

function keptWords({ waypoints }: Route): string | null {
  const count = waypoints.filter(({ leg, radiusNm }) => leg.rtz || radiusNm != null).length
  return count === 0
    ? null
    : `turn radii, off-track limits and notes at ${formatCount(count, 'waypoint')}, for RTZ files`
}

function timeWords({ timeMs }: Track): string | null {
  const known = timeMs.filter((time) => !Number.isNaN(time))
  const [first] = known
  if (first === undefined) return null
  const missing = timeMs.length - known.length
  return `${formatUtcFull(first)} to ${formatUtcNear(known.at(-1), first)}${missing > 0 ? `, ${formatCount(missing, 'point')} without` : ''}`
}

function speedWords({ route, speedKn }: ImportCandidate): string | null {
  const own = route?.waypoints.filter(({ leg }) => leg.speedKn !== null).length ?? 0
  const parts = [
    speedKn === null ? null : formatSpeed(speedKn),
    own > 0 ? `${formatCount(own, 'leg')} with ${own === 1 ? 'its' : 'their'} own` : null,
  ]
  return parts.filter((part) => part !== null).join(', ') || null
}

const WIDTH = 168
const HEIGHT = 132
/** Room for the marks at the ends. */
const MARGIN = 10

/** The shape of a line, its start as a dot and its end as a square: enough to recognise the right file. */
export function ImportSketch({ candidate: { route, track } }: { candidate: ImportCandidate }) {
  const line = route ?? track
  const points = useMemo(
    () => (line ? sketch(line, { width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN }) : []),
    [line],
  )
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  return (
    // The facts beside it say the same in words.
    <svg
      className={styles.sketch}
      viewBox={`${-MARGIN} ${-MARGIN} ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <rect x={last.x - 4} y={last.y - 4} width={8} height={8} />
      <circle cx={first.x} cy={first.y} r={4.5} />
    </svg>
  )
}

/** How many notes are shown before the rest is folded. */
const SHOWN = 6

/** What was guessed, not understood or left out, by waypoint and line of the file. */
export function ImportNotes({ notes: told }: { notes: readonly ImportNote[] }) {
  const notes = [...told].sort((one, other) => Number(other.isCaution ?? false) - Number(one.isCaution ?? false))
  if (notes.length === 0) return <p className={styles.quiet}>Everything in it was understood.</p>
  return (
    <section aria-label="Not understood">
      <h3 className={styles.heading}>Notes</h3>
      <List notes={notes.slice(0, SHOWN)} />
      {notes.length > SHOWN && (
        <details>
          <summary>{notes.length - SHOWN} more</summary>
          <List notes={notes.slice(SHOWN)} />
        </details>
      )}
    </section>
  )
}

function List({ notes }: { notes: readonly ImportNote[] }) {
  return (
    <ul className={styles.notes}>
      {notes.map(({ item, text, line, isCaution }, index) => (
        <li key={index} data-caution={isCaution ? '' : undefined}>
          {isCaution && <span className={styles.caution}>Caution: </span>}
          {item && <strong>{item}: </strong>}
          {text}
          {line !== undefined && <span className={styles.line}> line {line}</span>}
        </li>
      ))}
    </ul>
  )
}

import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import type { Route, Track } from '#src/domain/route/route.ts'
import { formatCount, formatDistance, formatNumber, formatSpeed } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull, formatUtcNear } from '#src/domain/units/time-text.ts'
import { emptyShip, shipWords } from '#src/domain/voyage/ship.ts'
import { useUnits } from '#src/state/preferences.ts'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import styles from './import-dialog.module.css'

/** What would be taken over of a line in a file. */
export function ImportFacts({ candidate }: { candidate: ImportCandidate }) {
  const { name, kind, count, first, last, distanceNm, departureMs, route, track, info, crossesAntimeridian } = candidate
  const { position: notation } = useUnits()
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
    ['Speed', speedWords(candidate)],
    ['Ship', info && shipWords({ ...emptyShip, ...info.ship })],
    ['Voyage', info && info.voyageNumber],
    ['Crosses', crossesAntimeridian ? 'the antimeridian (180°)' : null],
  ]
  return <Facts rows={rows} className={styles.facts} />
}

/** Of rhumb lines alone there is nothing to say: they are what a leg is unless somebody said otherwise. */
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
  if (known.length === 0) return null
  const missing = timeMs.length - known.length
  return `${formatUtcFull(known[0])} to ${formatUtcNear(known.at(-1), known[0]!)}${missing > 0 ? `, ${formatCount(missing, 'point')} without` : ''}`
}

function speedWords({ route, speedKn }: ImportCandidate): string | null {
  const own = route?.waypoints.filter(({ leg }) => leg.speedKn !== null).length ?? 0
  const parts = [
    speedKn === null ? null : formatSpeed(speedKn),
    own > 0 ? `${formatCount(own, 'leg')} with ${own === 1 ? 'its' : 'their'} own` : null,
  ]
  return parts.filter((part) => part !== null).join(', ') || null
}

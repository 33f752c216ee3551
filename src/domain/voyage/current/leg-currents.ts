import { numberAt } from '../../at.ts'
import { trackOf } from '../../metocean/along-track.ts'
import { directionMean, type Mean, timeMean } from '../../metocean/statistics.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'
import { meetingOf } from '../meeting.ts'
import { relativeAngle } from '../sea/relative-weather.ts'
import { driftAt, stepGains } from './gains.ts'
import type { PlannedSpeed } from '../voyage.ts'
import { acrossCourse } from './triangle.ts'

/** What the current does on one leg; null: not known. */
export interface LegCurrent {
  /** The waypoint where the leg ends, counted from 0. */
  readonly to: number
  readonly distanceNm: number
  /** Along the course, knots over time, + favourable. */
  readonly along: Mean | null
  /** Distance over time while she sails, and through the water on what is known of it. */
  readonly groundKn: number | null
  readonly waterKn: number | null
  /** The least and the most she points to starboard along the leg, degrees true. */
  readonly headingDeg: { readonly from: number; readonly to: number } | null
  /** Against the same speed through still water, + gained; of the part that is known. */
  readonly hoursGained: number | null
}

/**
 * The current leg by leg, between the waypoints that the answer passes one after the other.
 * @param samples the sample on each waypoint, rising; −1 where the answer does not pass it
 */
export function legCurrents(columns: ResultColumns, samples: ArrayLike<number>, planned: PlannedSpeed): LegCurrent[] {
  const gains = stepGains(columns, planned)
  const { distanceNm } = trackOf(columns)
  return Array.from(samples).flatMap((last, to) => {
    const first = samples[to - 1] ?? -1
    if (first < 0 || last <= first || !gains) return []
    return [
      {
        to,
        distanceNm: numberAt(distanceNm, last) - numberAt(distanceNm, first),
        along: alongOf(columns, first, last),
        ...speedsOf(columns, gains, planned, first, last),
        headingDeg: headingsOf(columns, planned, first, last),
      },
    ]
  })
}

/** At the waypoint where the leg ends, still along this leg. */
function alongOf(columns: ResultColumns, first: number, last: number): Mean | null {
  const { current, cogDeg } = trackOf(columns)
  const drift = driftAt(columns)
  if (!current || !drift) return null
  const along = current.slice(first, last + 1)
  along[last - first] = acrossCourse(drift(last), numberAt(cogDeg, last - 1)).alongKn
  return timeMean(along, columns.timeMs.subarray(first, last + 1))
}

/** From the hours of the steps under way: those planned, and those that the current makes of them. */
function speedsOf(columns: ResultColumns, gains: Float64Array, planned: PlannedSpeed, first: number, last: number) {
  const { distanceNm } = trackOf(columns)
  const [all, known] = [
    { miles: 0, hours: 0 },
    { miles: 0, hours: 0 },
  ]
  let gained = 0
  for (let index = first + 1; index <= last; index++) {
    const miles = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
    const hours = (numberAt(columns.timeMs, index) - numberAt(columns.timeMs, index - 1)) / HOUR_MS
    if (!(miles > 0 && hours > 0)) continue
    const gain = numberAt(gains, index)
    for (const sum of Number.isNaN(gain) ? [all] : [all, known]) {
      sum.miles += miles
      sum.hours += hours
    }
    if (!Number.isNaN(gain)) gained += gain
  }
  const speed = (miles: number, hours: number) => (hours > 0 && miles > 0 ? miles / hours : null)
  const asPlanned = speed(all.miles, all.hours)
  // Hours gained are those through still water less those over the ground.
  return {
    hoursGained: known.hours > 0 ? gained : null,
    ...(planned === 'over ground'
      ? { groundKn: asPlanned, waterKn: speed(known.miles, known.hours + gained) }
      : { groundKn: speed(known.miles, known.hours - gained), waterKn: asPlanned }),
  }
}

/** At the waypoint where the leg ends she already points along the next one. */
function headingsOf(
  columns: ResultColumns,
  planned: PlannedSpeed,
  first: number,
  last: number,
): LegCurrent['headingDeg'] {
  const meeting = meetingOf(columns, planned)
  const headings = Float64Array.from({ length: last - first }, (_, place) => meeting(first + place).headingDeg)
  const mean = directionMean(
    headings,
    headings.map((heading) => (Number.isNaN(heading) ? NaN : 1)),
  )
  if (mean === null || mean === 'variable') return null
  const turns = headings.map((heading) => relativeAngle(heading, mean.deg)).filter((turn) => !Number.isNaN(turn))
  return { from: mean.deg + Math.min(...turns), to: mean.deg + Math.max(...turns) }
}

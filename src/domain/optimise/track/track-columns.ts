import { numberAt } from '../../at.ts'
import { degrees, normaliseCourse, radians } from '../../geodesy/wgs84.ts'
import { directionPairs } from '../../metocean/layers/layers.ts'
import { type FieldColumn, missingIn, type ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'
import type { CorridorSea } from './corridor.ts'
import type { SailedTrack } from './sailed-track.ts'

/** Samples along a track are no farther apart, hours. */
const SAMPLED_HOURS = 0.5

/**
 * What a track meets, as the answer of a request along it would have it: read between the samples of the corridor.
 * Heights evenly, wind and current by their parts, other directions as unit vectors; NaN where one around is missing.
 */
export function trackColumns(track: SailedTrack, sea: CorridorSea, asked: ResultColumns): ResultColumns {
  const places = placesAlong(track)
  const count = places.timeMs.length
  const startMs = numberAt(track.timeMs, 0)
  const read = (values: FieldColumn) =>
    Float32Array.from({ length: count }, (_, index) =>
      sea.valueAt(
        values,
        numberAt(places.sNm, index),
        numberAt(places.qNm, index),
        (numberAt(places.timeMs, index) - startMs) / HOUR_MS,
      ),
    )
  const done: Record<string, FieldColumn> = {}
  for (const [direction, { magnitude, isFlow }] of directionPairs(asked)) {
    const [angles, sizes] = [asked.fields[direction], asked.fields[magnitude]]
    if (!angles || !sizes) continue
    const part = (of: (θ: number) => number) =>
      read(
        Float32Array.from(angles, (angle, sample) => {
          const size = isFlow ? numberAt(sizes, sample) : 1
          // What does not move has no direction, and so no part: that is a value, not a gap.
          return size === 0 ? 0 : size * of(radians(angle))
        }),
      )
    const [east, north] = [part(Math.sin), part(Math.cos)]
    done[direction] = east.map((x, index) => normaliseCourse(degrees(Math.atan2(x, numberAt(north, index)))))
    if (isFlow) done[magnitude] = east.map((x, index) => Math.hypot(x, numberAt(north, index)))
  }
  const fields = Object.fromEntries(
    Object.entries(asked.fields).map(([name, values]) => [name, done[name] ?? read(values)]),
  )
  const { lat, lon, timeMs } = places
  return {
    count,
    lat,
    lon,
    timeMs,
    fields,
    gaps: missingIn(fields),
  }
}

/** The places of a track, and evenly between them. */
function placesAlong({ lat, lon, timeMs, sNm, qNm }: SailedTrack) {
  const at: number[] = []
  for (let index = 0; index + 1 < timeMs.length; index++) {
    const hours = (numberAt(timeMs, index + 1) - numberAt(timeMs, index)) / HOUR_MS
    const steps = Math.min(100, Math.max(1, Math.ceil(hours / SAMPLED_HOURS)))
    for (let step = 0; step < steps; step++) at.push(index + step / steps)
  }
  at.push(timeMs.length - 1)
  const along = (column: Float64Array) =>
    Float64Array.from(at, (place) => {
      const before = Math.min(Math.floor(place), column.length - 2)
      const [from, to] = [numberAt(column, before), numberAt(column, before + 1)]
      return from + (to - from) * (place - before)
    })
  return { lat: along(lat), lon: along(lon), timeMs: along(timeMs), sNm: along(sNm), qNm: along(qNm) }
}

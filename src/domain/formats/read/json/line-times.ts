import { plural } from '../../file-values.ts'
import type { ImportNote } from '../../reading.ts'
import { type JsonObject, jsonList, objectOf } from './json.ts'

/** The times of a line, or of each of its parts, by the names that programs give them. */
export const timesOf = (properties: JsonObject): readonly unknown[] =>
  [
    properties['coordTimes'],
    properties['times'],
    objectOf(properties['coordinateProperties'])['times'],
    objectOf(properties['coordinateProperties'])['coordTimes'],
    properties['timestamps'],
    properties['timestamp'],
  ]
    .map(jsonList)
    .find((times) => times.length > 0) ?? []

/** One list of times for each part: as it stands, or of one list for all points together. None where it does not fit. */
export function timesOfParts(
  times: readonly unknown[],
  parts: readonly unknown[],
  notes: ImportNote[],
): readonly (readonly unknown[])[] {
  if (times.length === 0) return []
  const counts = parts.map((part) => jsonList(part).length)
  const isFlat = !times.some(Array.isArray)
  if (!isFlat && times.length === parts.length) return times.map(jsonList)
  const pointCount = counts.reduce((sum, count) => sum + count, 0)
  if (isFlat && times.length === pointCount) {
    let end = 0
    return counts.map((count) => times.slice(end, (end += count)))
  }
  const has = isFlat ? plural(times.length, 'time') : plural(times.length, 'list') + ' of times'
  notes.push({
    text: `A line of ${plural(parts.length, 'part')} and ${plural(pointCount, 'point')} has ${has}; they were left out.`,
  })
  return []
}

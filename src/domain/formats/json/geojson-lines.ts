import type { Position } from '../../position.ts'
import { filePosition, fileTime } from '../file-values.ts'
import { type JsonObject, listOf, textOf } from './json-values.ts'
import { lineKind } from '../text/loose-points.ts'
import type { Draft, DraftPoint } from '../reading.ts'

/** Degrees, about a metre: programs round where they cut. */
const NEAR_DEGREES = 1e-5
/** A time between two others to the second, as files write them. */
const NEAR_MS = 1000

/** Numbers, or numbers written as text, which real files have. Longitude first. @throws AppError `file-malformed` */
export function readCoordinates(place: unknown, index: number): Position {
  const [lon, lat] = listOf(place)
  return filePosition(textOf(lat), textOf(lon), `point ${index + 1}`)
}

/** The times of a line, or of each of its parts, as `coordTimes` or `times`. */
const timesOf = (properties: JsonObject): readonly unknown[] => listOf(properties['coordTimes'] ?? properties['times'])

function readPoints(list: readonly unknown[], times: readonly unknown[]): DraftPoint[] {
  return list.map((place, index) => ({ ...readCoordinates(place, index), timeMs: fileTime(textOf(times[index])) }))
}

const lineOf = (points: readonly DraftPoint[], properties: JsonObject): Draft => ({
  kind: lineKind(points),
  name: textOf(properties['name']) ?? '',
  points,
})

export const readLine = (list: readonly unknown[], properties: JsonObject): Draft =>
  lineOf(readPoints(list, timesOf(properties)), properties)

/**
 * The lines of a MultiLineString. Parts that end and begin at one place of the 180° meridian are one line that was cut
 * there, as RFC 7946 (3.1.9) asks for, and are joined again.
 * @param parts as in the file
 * @returns the lines, and how many cuts were mended
 */
export function readLines(parts: readonly unknown[], properties: JsonObject): { lines: Draft[]; mended: number } {
  const times = timesOf(properties)
  const read = parts.map((part, index) => readPoints(listOf(part), listOf(times[index])))
  const lines: DraftPoint[][] = []
  for (const points of read) {
    const before = lines.at(-1)
    if (before && isCut(before.at(-1), points[0])) mend(before, points)
    else lines.push(points)
  }
  return { lines: lines.map((points) => lineOf(points, properties)), mended: read.length - lines.length }
}

/** On the meridian, from one side of it to the other, at one latitude. */
function isCut(end: Position | undefined, begin: Position | undefined): boolean {
  if (!end || !begin || Math.sign(end.lon) === Math.sign(begin.lon)) return false
  return (
    [end, begin].every(({ lon }) => Math.abs(Math.abs(lon) - 180) <= NEAR_DEGREES) &&
    Math.abs(end.lat - begin.lat) <= NEAR_DEGREES
  )
}

/** Joins what follows a cut. The place of the cut goes where the line is straight there: it was made by cutting. */
function mend(line: DraftPoint[], after: readonly DraftPoint[]): void {
  const [from, cut, next] = [line.at(-2), line.at(-1)!, after[1]]
  if (from && next && isBetween(from, cut, next)) line.pop()
  for (const point of after.slice(1)) line.push(point)
}

function isBetween(from: DraftPoint, cut: DraftPoint, next: DraftPoint): boolean {
  const side = Math.sign(cut.lon)
  // Degrees east of the meridian, on its own side of it each.
  const [start, end] = [from.lon - side * 180, next.lon + side * 180]
  if (start === end) return false
  const share = start / (start - end)
  const mix = (a: number, b: number) => a + share * (b - a)
  if (Math.abs(mix(from.lat, next.lat) - cut.lat) > NEAR_DEGREES) return false
  if (cut.timeMs == null) return true
  return from.timeMs != null && next.timeMs != null && Math.abs(mix(from.timeMs, next.timeMs) - cut.timeMs) <= NEAR_MS
}

import type { Variable } from '#src/domain/metocean/layers/variables.ts'
import { writeEntries } from '#src/server/fields/entries.ts'
import { readModel } from '#src/server/fields/values.ts'
import { drawSeaMap, newSeaMapBuffer, seaMapOn } from '#src/server/fields/sea/sea-map.ts'
import { DAY_MS } from '#src/domain/time.ts'

export interface Entry {
  readonly coordinates: { readonly latitude: number; readonly longitude: number; readonly timestamp: string }
  readonly conditions: Readonly<Record<string, number | null>>
}

export const NOW_MS = Date.UTC(2026, 10, 22)

/** The coastline, drawn once per test file. */
export const seaMap = seaMapOn(newSeaMapBuffer())
drawSeaMap(seaMap)

export const columnsOf = (points: readonly (readonly [lat: number, lon: number, timeMs?: number])[]) => ({
  lat: Float64Array.from(points, ([lat]) => lat),
  lon: Float64Array.from(points, ([, lon]) => lon),
  timeMs: Float64Array.from(points, ([, , timeMs]) => timeMs ?? NOW_MS),
})

export const readEntries = (bytes: Uint8Array): Entry[] => JSON.parse(`[${new TextDecoder().decode(bytes)}]`) as Entry[]

/** Samples points without threads; the time defaults to now. */
export function sampleHere(
  points: readonly (readonly [lat: number, lon: number, timeMs?: number])[],
  variables: readonly Variable[],
  windHeightM = 10,
): Entry[] {
  const request = { ...columnsOf(points), variables, windHeightM, nowMs: NOW_MS }
  return readEntries(writeEntries(request, readModel(seaMap, request)))
}

/** One condition as a number; fails where there is none. */
export function valueOf(entry: Entry | undefined, field: string): number {
  const value = entry?.conditions[field]
  if (typeof value !== 'number') throw new Error(`${field} has no value`)
  return value
}

/** One field at one place over the past year, every `stepDays`. */
export function overAYear(lat: number, lon: number, variable: Variable, field: string, stepDays = 3): number[] {
  const times = Array.from({ length: Math.floor(365 / stepDays) }, (_, index) => NOW_MS - index * stepDays * DAY_MS)
  return sampleHere(
    times.map((timeMs) => [lat, lon, timeMs] as const),
    [variable],
  ).map((entry) => valueOf(entry, field))
}

/** The value below which a given share of the numbers lies. */
export const quantile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))]!

import { type Position, unwrapLongitude } from '../../position.ts'

/** A canal or strait that a passage may be asked to keep out of, by a box across it, with no port
 * inside. Degrees. */
export interface Strait {
  readonly name: string
  /** Dug or narrow: the 1:10 M coast shows land where ships pass. */
  readonly isNarrow: boolean
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

const strait = (name: string, south: number, west: number, north: number, east: number): Strait => ({
  name,
  isNarrow: false,
  south,
  west,
  north,
  east,
})
const narrow = (...box: Parameters<typeof strait>): Strait => ({ ...strait(...box), isNarrow: true })

/** In the order in which they are offered. */
export const straits = [
  narrow('Suez Canal', 30.05, 32.1, 31.15, 32.7),
  narrow('Panama Canal', 9, -79.95, 9.28, -79.56),
  narrow('Kiel Canal', 53.95, 9.12, 54.4, 10.05),
  narrow('Corinth Canal', 37.88, 22.93, 37.98, 23.04),
  strait('Strait of Gibraltar', 35.7, -5.76, 36.1, -5.6),
  strait('Dover Strait', 50.8, 0.5, 50.86, 1.6),
  narrow('Bosporus', 41.04, 29, 41.2, 29.2),
  narrow('Dardanelles', 40, 26.2, 40.42, 26.75),
  strait('Strait of Messina', 38.22, 15.5, 38.28, 15.75),
  strait('Bab-el-Mandeb', 12.3, 43, 12.9, 43.6),
  strait('Strait of Hormuz', 26.2, 56.45, 27.15, 56.6),
  strait('Strait of Malacca', 3.3, 98.8, 3.4, 101.3),
  strait('Sunda Strait', -6.5, 105.72, -5.8, 105.83),
  strait('Lombok Strait', -8.82, 115.25, -8.76, 115.95),
  strait('Torres Strait', -10.9, 142.3, -9, 142.6),
  strait('Strait of Magellan', -52.75, -69.85, -52.3, -69.4),
] as const satisfies readonly Strait[]

/** Small ships alone can use it: kept out of until the operator asks for it. */
export const avoidedAtFirst: readonly string[] = ['Corinth Canal']

/** The straits whose box a line that is straight in degrees meets. @param to its longitude unwrapped against `from` */
export function straitsOn(from: Position, to: Position): Strait[] {
  return straits.filter((box) => {
    if (Math.max(from.lat, to.lat) < box.south || Math.min(from.lat, to.lat) > box.north) return false
    const shift = unwrapLongitude(from.lon, (box.west + box.east) / 2) - from.lon
    return isThrough(box, { lat: from.lat, lon: from.lon + shift }, { lat: to.lat, lon: to.lon + shift })
  })
}

/** How far beyond the box of a canal or of narrows the coast means nothing either. Degrees. */
const BEYOND = 0.2

/** Is a place where ships pass although the coast shows land? */
export const isByNarrows = ({ lat, lon }: Position): boolean =>
  straits.some(({ isNarrow, south, west, north, east }) => {
    const x = unwrapLongitude(lon, west)
    return isNarrow && lat > south - BEYOND && lat < north + BEYOND && x > west - BEYOND && x < east + BEYOND
  })

/** After Liang and Barsky: what of the line is left between each pair of sides. */
function isThrough({ south, west, north, east }: Strait, from: Position, to: Position): boolean {
  let [first, last] = [0, 1]
  for (const [start, step, low, high] of [
    [from.lat, to.lat - from.lat, south, north],
    [from.lon, to.lon - from.lon, west, east],
  ] as const) {
    if (step === 0) {
      if (start < low || start > high) return false
      continue
    }
    const [one, other] = [(low - start) / step, (high - start) / step]
    first = Math.max(first, Math.min(one, other))
    last = Math.min(last, Math.max(one, other))
  }
  return first <= last
}

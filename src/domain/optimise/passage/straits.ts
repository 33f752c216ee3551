import { type Position, unwrapLongitude } from '../../position.ts'

/** A canal or strait that a passage may be asked to keep out of, by a box across its narrows. Degrees. */
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
  ...{ south, west, north, east },
})
const narrow = (...box: Parameters<typeof strait>): Strait => ({ ...strait(...box), isNarrow: true })

/** In the order in which they are offered. */
export const straits = [
  narrow('Suez Canal', 29.9, 32.2, 31.35, 32.7),
  narrow('Panama Canal', 8.85, -80.05, 9.42, -79.45),
  narrow('Kiel Canal', 53.86, 9.05, 54.42, 10.2),
  narrow('Corinth Canal', 37.88, 22.93, 37.98, 23.04),
  strait('Strait of Gibraltar', 35.7, -5.75, 36.2, -5.4),
  strait('Dover Strait', 50.8, 1.1, 51.25, 1.9),
  narrow('Bosporus', 41, 28.9, 41.25, 29.2),
  narrow('Dardanelles', 39.98, 26.1, 40.45, 26.8),
  strait('Strait of Messina', 38.1, 15.5, 38.3, 15.75),
  strait('Bab-el-Mandeb', 12.3, 43, 12.9, 43.6),
  strait('Strait of Hormuz', 26, 56, 26.8, 56.7),
  strait('Strait of Malacca', 2.2, 100.2, 3.6, 102),
  strait('Sunda Strait', -6.2, 105.3, -5.7, 106.2),
  strait('Lombok Strait', -8.9, 115.4, -8.4, 116.2),
  strait('Torres Strait', -11, 141.9, -9, 143),
  strait('Magellan Strait', -54.5, -72, -52.2, -68.9),
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

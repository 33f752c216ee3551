import { wrapLongitude } from '#src/domain/position.ts'
import { bell, radians, smoothstep } from './geometry.ts'

/** Shelf seas that lie farther from a coast than a shelf is wide: centre, half-sizes in degrees, depth in m. */
const shelfSeas = [
  { lat: 56, lon: 3, tall: 5, wide: 6, depth: 70 }, // North Sea
  { lat: 59, lon: 20, tall: 7, wide: 6, depth: 70 }, // Baltic
  { lat: 49.5, lon: -7, tall: 3, wide: 4, depth: 110 }, // Celtic Sea and Channel
  { lat: 74, lon: 38, tall: 5, wide: 18, depth: 230 }, // Barents Sea
  { lat: 75, lon: 110, tall: 4, wide: 60, depth: 60 }, // Siberian shelves
  { lat: 60, lon: -172, tall: 5, wide: 9, depth: 70 }, // Bering shelf
  { lat: 60, lon: -85, tall: 6, wide: 8, depth: 130 }, // Hudson Bay
  { lat: 45.5, lon: -52, tall: 2.5, wide: 4, depth: 80 }, // Grand Banks
  { lat: -46, lon: -63, tall: 8, wide: 4, depth: 110 }, // Patagonian shelf
  { lat: 34, lon: 123, tall: 6, wide: 3.5, depth: 60 }, // Yellow and East China Seas
  { lat: 5, lon: 107, tall: 9, wide: 6, depth: 65 }, // Sunda shelf
  { lat: -10, lon: 136, tall: 4, wide: 6, depth: 60 }, // Arafura Sea
  { lat: 27, lon: 51, tall: 3, wide: 4, depth: 40 }, // Persian Gulf
] as const

/** Depth by distance to the coast: shelf to 130 m at 75 km, slope to 3500 m at 200 km, then plains to 4700 m. */
function marginDepth(coastKm: number): number {
  const shelf = 8 + 122 * Math.min(1, coastKm / 75) ** 1.2
  const slope = 3370 * smoothstep(75, 200, coastKm)
  const plain = 1200 * smoothstep(200, 900, coastKm)
  return shelf + slope + plain
}

/** Gentle hills of the abyssal plain, −1…1, whole waves around the earth. */
function hills(lat: number, lon: number): number {
  const φ = radians(lat)
  const λ = radians(lon)
  return (
    0.5 * Math.sin(17 * λ + 3 * Math.sin(5 * φ)) * Math.cos(13 * φ) +
    0.5 * Math.sin(41 * λ - 23 * φ) * Math.cos(29 * φ + 1)
  )
}

/**
 * Depth of the sea in m, positive down, synthetic. Mean shelf, slope and plain after H. W. Menard & S. M. Smith,
 * J. Geophys. Res. 71 (1966); shelf seas by name; no charted depth is behind any number.
 */
export function depthAt(lat: number, lon: number, coastKm: number): number {
  let depth = marginDepth(coastKm)
  depth += 350 * smoothstep(200, 600, coastKm) * hills(lat, lon)
  for (const sea of shelfSeas) {
    const offset = Math.hypot((lat - sea.lat) / sea.tall, wrapLongitude(lon - sea.lon) / sea.wide)
    const share = 1 - smoothstep(0.85, 1.25, offset)
    const bottom = Math.min(depth, sea.depth * (0.85 + 0.15 * bell(offset)))
    depth += share * (bottom - depth)
  }
  return depth
}

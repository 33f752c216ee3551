import { at } from '#src/domain/at.ts'
import { radians } from '#src/domain/geodesy/wgs84.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import {
  bell,
  EARTH_RADIUS_KM,
  type Flow,
  hemisphere,
  KM_PER_DEGREE,
  type Place,
  smoothstep,
  turned,
} from './sea/geometry.ts'

/** Zonal currents at the surface: centre, width (degrees), speed east (m/s). Talley et al. 2011, chs. 9–13, rounded. */
const zonalCurrents = [
  { lat: 14, width: 4, east: -0.12 }, // North Equatorial Current
  { lat: 6, width: 1.8, east: 0.35 }, // North Equatorial Countercurrent
  { lat: 0.5, width: 2.6, east: -0.4 }, // South Equatorial Current
  { lat: -8, width: 5, east: -0.12 },
  { lat: -51, width: 4, east: 0.25 }, // Antarctic Circumpolar Current
] as const

/** Zonal currents run in open water; within this distance of a coast they die out. */
const OPEN_KM = 250

/**
 * Wind drift at the surface: V. W. Ekman, Arkiv för matematik 2 (1905): 0.0127 U/√sin|φ|, 45° to the right of the wind
 * in the north, to the left in the south; |φ| held at 10°, the angle turning through zero across the equator.
 */
export function ekmanDrift(lat: number, wind: Flow): Flow {
  const factor = 0.0127 / Math.sqrt(Math.sin(radians(Math.max(10, Math.abs(lat)))))
  const drift = turned(wind, (Math.PI / 4) * hemisphere(lat))
  return { east: factor * drift.east, north: factor * drift.north }
}

/** Surface current in m/s, as it sets: gyres, zonal currents and wind drift. @param coastKm distance to the coast */
export function currentAt(place: Place, coastKm: number, wind: Flow): Flow {
  const gyre = gyreCurrent(place.lat, wrapLongitude(place.lon))
  const drift = ekmanDrift(place.lat, wind)
  const open = smoothstep(0, OPEN_KM, coastKm)
  const zonal =
    open * zonalCurrents.reduce((sum, { lat, width, east }) => sum + east * bell((place.lat - lat) / width), 0)
  return { east: gyre.east + zonal + drift.east, north: gyre.north + drift.north }
}

/** A subtropical gyre: its belt of latitude, its western wall (the coast or shelf edge), its eastern end. */
interface Gyre {
  readonly south: number
  readonly north: number
  /** Longitude of the western wall at rising latitudes; some are beyond 180, so that the basin is in one piece. */
  readonly wall: readonly (readonly [lat: number, lon: number])[]
  readonly east: number
  /** Greatest speed of the western boundary current, m/s, and the width scale of its layer, km. */
  readonly peak: number
  readonly layerKm: number
}

/**
 * Walls read off the coastline and the 200 m line to about half a degree; speeds as in L. D. Talley et al.,
 * Descriptive Physical Oceanography (2011), chs. 9–11.
 */
const gyres: readonly Gyre[] = [
  {
    // Gulf Stream
    south: 12,
    north: 52,
    east: -11,
    peak: 1.6,
    layerKm: 55,
    wall: [
      [12, -60],
      [18, -66],
      [22, -74.5],
      [26, -80.2],
      [30, -81],
      [33, -78.4],
      [35.3, -75.4],
      [37.5, -73.2],
      [40, -68.5],
      [43, -60],
      [47, -52],
      [52, -50],
    ],
  },
  {
    // Kuroshio
    south: 12,
    north: 52,
    east: 236,
    peak: 1.4,
    layerKm: 55,
    wall: [
      [12, 125],
      [18, 122.4],
      [22, 121.2],
      [25, 122.6],
      [28, 127],
      [30, 129.5],
      [32.5, 133],
      [33.6, 136],
      [34.8, 139.6],
      [36, 141.1],
      [39, 143],
      [44, 148],
      [52, 158],
    ],
  },
  {
    // Brazil Current
    south: -50,
    north: -8,
    east: 14,
    peak: 0.7,
    layerKm: 60,
    wall: [
      [-50, -60],
      [-42, -58.5],
      [-37, -55],
      [-33, -51.8],
      [-28, -48],
      [-23, -41.6],
      [-20, -39.6],
      [-15, -38.8],
      [-8, -34.6],
    ],
  },
  {
    // East Australian Current
    south: -50,
    north: -8,
    east: 285,
    peak: 1,
    layerKm: 50,
    wall: [
      [-50, 148],
      [-43, 148.4],
      [-38, 150.2],
      [-34, 151.5],
      [-30, 153.4],
      [-25, 153.4],
      [-20, 150],
      [-15, 146],
      [-8, 144],
    ],
  },
  {
    // Agulhas Current
    south: -45,
    north: -8,
    east: 114,
    peak: 1.6,
    layerKm: 50,
    wall: [
      [-45, 19],
      [-38, 20],
      [-36, 22.5],
      [-34, 26],
      [-32, 29.3],
      [-29, 32],
      [-25, 33.6],
      [-20, 36],
      [-15, 41],
      [-8, 39.8],
    ],
  },
]

/** Slope of the wall at a knot, degrees of longitude per degree of latitude. */
function slopeAt(wall: Gyre['wall'], knot: number): number {
  const before = at(wall, Math.max(0, knot - 1))
  const after = at(wall, Math.min(wall.length - 1, knot + 1))
  return (after[1] - before[1]) / (after[0] - before[0])
}

/** The wall between two of its knots: their latitudes, longitudes and slopes. */
interface WallPiece {
  readonly lat0: number
  readonly lat1: number
  readonly lon0: number
  readonly lon1: number
  readonly slope0: number
  readonly slope1: number
}

function piecesOf(wall: Gyre['wall']): WallPiece[] {
  return wall.slice(1).map(([lat1, lon1], knot) => {
    const [lat0, lon0] = at(wall, knot)
    return { lat0, lat1, lon0, lon1, slope0: slopeAt(wall, knot), slope1: slopeAt(wall, knot + 1) }
  })
}

const gyresInPieces = gyres.map((gyre) => ({ ...gyre, pieces: piecesOf(gyre.wall) }))

/** Cubic through the knots of the wall: a smooth slope, so the current has no kink there. */
function wallLon(pieces: readonly WallPiece[], lat: number): number {
  const piece = pieces.find(({ lat1 }) => lat <= lat1) ?? at(pieces, pieces.length - 1)
  const { lat0, lat1, lon0, lon1, slope0, slope1 } = piece
  const span = lat1 - lat0
  const t = Math.min(1, Math.max(0, (lat - lat0) / span))
  const t2 = t * t
  const t3 = t2 * t
  return (
    (2 * t3 - 3 * t2 + 1) * lon0 +
    (t3 - 2 * t2 + t) * span * slope0 +
    (3 * t2 - 2 * t3) * lon1 +
    (t3 - t2) * span * slope1
  )
}

/** Degrees of latitude either side over which the lean of the wall is taken. */
const LEAN = 1.5

/**
 * Transport stream function per metre of depth, m²/s: W. H. Munk, J. Meteorology 7 (1950), eq. 21, its boundary layer
 * as it stands; the interior falls to the eastern end as (1 − ξ²)² so that no edge of the basin shows a jump.
 */
function streamFunction(gyre: (typeof gyresInPieces)[number], lat: number, lon: number): number {
  const η = (lat - gyre.south) / (gyre.north - gyre.south)
  if (η <= 0 || η >= 1) return 0
  const west = wallLon(gyre.pieces, lat)
  const ξ = (lon - west) / (gyre.east - west)
  if (ξ <= 0 || ξ >= 1) return 0
  // Across the current, not along the parallel: where the wall leans the two differ by its angle.
  const lean =
    ((wallLon(gyre.pieces, lat + LEAN) - wallLon(gyre.pieces, lat - LEAN)) / (2 * LEAN)) * Math.cos(radians(lat))
  const acrossKm = ((lon - west) * KM_PER_DEGREE * Math.cos(radians(lat))) / Math.sqrt(1 + lean * lean)
  const layers = acrossKm / gyre.layerKm
  const phase = (Math.sqrt(3) / 2) * layers
  const boundary = Math.exp(-layers / 2) * (Math.cos(phase) + Math.sin(phase) / Math.sqrt(3))
  // 0.549/δ is the greatest slope of the boundary term, at 1.2 δ from the wall.
  const scale = (gyre.peak * gyre.layerKm * 1000) / 0.549
  return Math.sign(gyre.north + gyre.south) * scale * Math.sin(Math.PI * η) ** 2 * ((1 - ξ * ξ) ** 2 - boundary)
}

const STEP = 0.02

/** Surface current of the five subtropical gyres, m/s: u = −∂ψ/∂y, v = ∂ψ/∂x. @param lon degrees in [−180, 180) */
function gyreCurrent(lat: number, lon: number): Flow {
  const stepM = radians(STEP) * EARTH_RADIUS_KM * 1000
  let east = 0
  let north = 0
  for (const gyre of gyresInPieces) {
    if (lat < gyre.south - STEP || lat > gyre.north + STEP) continue
    const x = gyre.east > 180 && lon < 0 ? lon + 360 : lon
    if (x > gyre.east + STEP) continue
    east -= (streamFunction(gyre, lat + STEP, x) - streamFunction(gyre, lat - STEP, x)) / (2 * stepM)
    north +=
      (streamFunction(gyre, lat, x + STEP) - streamFunction(gyre, lat, x - STEP)) / (2 * stepM * Math.cos(radians(lat)))
  }
  return { east, north }
}

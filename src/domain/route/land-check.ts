import { at } from '../at.ts'
import type { Position } from '../position.ts'
import type { LandIndex } from './land-index.ts'
import { legs } from './legs.ts'
import type { Route } from './route.ts'

/** One leg as short straight pieces, each the same part of its length. */
export interface RouteLine {
  /** Of the waypoint where the leg ends: 1 … n − 1. */
  readonly legIndex: number
  readonly distanceNm: number
  /** Unwrapped; at least two. */
  readonly positions: readonly Position[]
}

/** A stretch of one leg over land. */
export interface LandCrossing {
  readonly legIndex: number
  readonly lengthNm: number
  /** Where the coast is met first, along the route. */
  readonly from: Position
  readonly to: Position
}

/** Drawn straight in degrees a leg is then within 20 m of its line below 70° of latitude. */
const STEP_NM = 10
/** The coastline is generalised: shorter crossings mean nothing, and neither do those on the way into a port. */
export const SHORTEST_CROSSING_NM = 2
export const NEAR_END_NM = 15

/** The legs of a route as they are sailed, ready for `landCrossings`. Plain data: it can be sent to a worker. */
export function routeLines(route: Route): RouteLine[] {
  return legs(route, 1).map(({ index, distanceNm, line }) => {
    const steps = Math.max(1, Math.ceil(distanceNm / STEP_NM))
    return {
      legIndex: index,
      distanceNm,
      positions: Array.from({ length: steps + 1 }, (_, step) => line.at(step / steps)),
    }
  })
}

/** Over land, by distance from the start of the route. */
interface Stretch {
  readonly legIndex: number
  readonly startNm: number
  readonly endNm: number
  readonly from: Position
  readonly to: Position
}

function stretchesOfPiece(from: Position, to: Position, land: LandIndex): [number, number][] {
  const cuts = [0, 1]
  land.crossings(from, to, (fraction) => cuts.push(fraction))
  cuts.sort((a, b) => a - b)
  const found: [number, number][] = []
  for (let index = 1; index < cuts.length; index += 1) {
    const [start, end] = [at(cuts, index - 1), at(cuts, index)]
    if (end - start < 1e-9) continue
    const middle = between(from, to, (start + end) / 2)
    if (land.isLand(middle.lat, middle.lon)) found.push([start, end])
  }
  return found
}

const between = (from: Position, to: Position, fraction: number): Position => ({
  lat: from.lat + fraction * (to.lat - from.lat),
  lon: from.lon + fraction * (to.lon - from.lon),
})

/** All stretches over land, joined where one continues in the next piece; a waypoint separates them. */
function stretches(lines: readonly RouteLine[], land: LandIndex): Stretch[] {
  const all: Stretch[] = []
  let sailedNm = 0
  for (const { legIndex, distanceNm, positions } of lines) {
    const pieceNm = distanceNm / (positions.length - 1)
    for (let piece = 1; piece < positions.length; piece += 1) {
      const [from, to] = [at(positions, piece - 1), at(positions, piece)]
      const atNm = sailedNm + (piece - 1) * pieceNm
      for (const [start, end] of stretchesOfPiece(from, to, land)) {
        const next = {
          legIndex,
          startNm: atNm + start * pieceNm,
          endNm: atNm + end * pieceNm,
          from: between(from, to, start),
          to: between(from, to, end),
        }
        const last = all.at(-1)
        if (last?.legIndex === legIndex && next.startNm - last.endNm < 1e-6)
          all[all.length - 1] = { ...last, endNm: next.endNm, to: next.to }
        else all.push(next)
      }
    }
    sailedNm += distanceNm
  }
  return all
}

/**
 * Where a route goes over land. Left out are crossings shorter than 2 NM, and what lies within 15 NM of either end.
 * Information, not an error: the coastline is no chart.
 * @param lines of `routeLines`, in order
 */
export function landCrossings(lines: readonly RouteLine[], land: LandIndex): LandCrossing[] {
  const totalNm = lines.reduce((sum, line) => sum + line.distanceNm, 0)
  const whole: { readonly startNm: number; endNm: number; readonly parts: Stretch[] }[] = []
  for (const stretch of stretches(lines, land)) {
    const last = whole.at(-1)
    // A crossing that continues past a waypoint is one crossing, reported for each of its legs.
    if (last && stretch.startNm - last.endNm < 1e-6) {
      last.parts.push(stretch)
      last.endNm = stretch.endNm
    } else whole.push({ startNm: stretch.startNm, endNm: stretch.endNm, parts: [stretch] })
  }
  return whole
    .filter(
      ({ startNm, endNm }) =>
        Math.min(endNm, totalNm - NEAR_END_NM) - Math.max(startNm, NEAR_END_NM) >= SHORTEST_CROSSING_NM,
    )
    .flatMap(({ parts }) => parts)
    .map(({ legIndex, startNm, endNm, from, to }) => ({ legIndex, lengthNm: endNm - startNm, from, to }))
}

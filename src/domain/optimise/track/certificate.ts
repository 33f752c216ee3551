import { at, numberAt } from '../../at.ts'
import type { Position } from '../../position.ts'
import type { Stage } from './frame.ts'
import {
  forEdges,
  type SizedGrid,
  searchLeastTime,
  type SearchOptions,
  type SearchResult,
  stagesOf,
} from './least-time.ts'
import type { SailedTrack } from './sailed-track.ts'
import { createSailor, newSailed } from './sailing.ts'

/** The same bends at half the stages: steeper edges cost as much, and the lattice is out by a quarter. */
const BOUND_STAGES = 0.5

/**
 * How much longer a track takes than anything could: the search again with the most favourable of the samples around
 * each place, less what its lattice may be out by: ½ (δ / Δs)² on each stretch.
 */
export function gapOf(track: SailedTrack, grid: SizedGrid, options: SearchOptions): number | null {
  const { frame, waters, sailing } = options
  const stages = Math.max(2, Math.round(grid.stages * BOUND_STAGES))
  const excess = latticeExcess(stagesOf(frame, stages), grid.places)
  // Where limits only order tracks, the least time of all is without them.
  const { strain: _, ...unlimited } = waters
  const best = searchLeastTime(
    { stages, places: grid.places },
    {
      frame,
      waters: sailing.limits === 'avoid' ? waters : unlimited,
      sailing: { ...sailing, isBound: true },
      mostKn: options.mostKn * 2,
    },
  )
  const boundHours = (best?.hours.at(-1) ?? NaN) / (1 + excess)
  return Number.isFinite(boundHours) && Number.isFinite(track.hours) ? Math.max(0, track.hours / boundHours - 1) : null
}

/** By the lateral and the stage step of each stretch, as a share of the whole. */
function latticeExcess(stages: readonly Stage[], places: number): number {
  let sum = 0
  for (const [index, { sNm, halfWidthNm }] of stages.entries()) {
    const before = stages[index - 1]
    if (!before || !(sNm > before.sNm)) continue
    const step = (2 * Math.max(halfWidthNm, before.halfWidthNm)) / (places - 1)
    sum += step ** 2 / (2 * (sNm - before.sNm))
  }
  return sum / (stages.at(-1)?.sNm ?? 1)
}

/** Offsets at a stage between which she may be and still arrive in time; null: she cannot be there at all. */
export type Leeway = readonly [portNm: number, starboardNm: number] | null

/**
 * Where she may be at each stage and still arrive at most so much later than the best: forward from the departure and
 * back from the latest arrival.
 */
export function leewayOf(
  { rows, earliest, hours }: SearchResult,
  laterHours: number,
  options: SearchOptions,
): Leeway[] {
  const { sail, isOpen } = createSailor(options.waters, options.sailing)
  const sailed = newSailed()
  let latest = new Float64Array([at(hours, hours.length - 1) + laterHours])
  const leeway: Leeway[] = [[0, 0]]
  for (let index = rows.length - 1; index > 0; index--) {
    const from = at(rows, index - 1)
    const first = at(earliest, index - 1)
    const [there, last] = [at(earliest, index), latest]
    const before = new Float64Array(from.places.length).fill(-Infinity)
    forEdges(from, at(rows, index), options.frame, (edge, start, end) => {
      const latestThere = numberAt(last, end)
      // Only places that she can be at, and leave in time.
      if (numberAt(there, end) > latestThere || numberAt(first, start) === Infinity) return
      if (latestThere - edge.way.distanceNm / options.mostKn <= numberAt(before, start)) return
      let leaves = latestThere - edge.way.distanceNm / options.sailing.speedKn
      for (let pass = 0; pass < 2; pass++) {
        sail(edge, leaves, sailed)
        leaves = latestThere - sailed.hours
      }
      if (leaves > numberAt(before, start) && isOpen(edge)) before[start] = leaves
    })
    const inTime = from.offsetsNm.filter((_, place) => numberAt(before, place) >= numberAt(first, place) - 1e-9)
    leeway.unshift(inTime.length > 0 ? [at(inTime, 0), at(inTime, inTime.length - 1)] : null)
    latest = before
  }
  return leeway
}

/** Both edges of where she may be, from the departure on. */
export const bandOf = (
  stages: readonly Stage[],
  leeway: readonly Leeway[],
): (readonly [port: Position, starboard: Position])[] =>
  stages.flatMap((stage, index) => {
    const between = leeway[index]
    return between ? [[stage.positionAt(between[0]), stage.positionAt(between[1])] as const] : []
  })

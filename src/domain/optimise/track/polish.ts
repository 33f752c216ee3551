import { at } from '../../at.ts'
import type { Spot, Stage } from './frame.ts'
import { type CorridorTrack, edgeBetween, type Row, rowOf, type SearchOptions, throughRows } from './least-time.ts'
import { createSailor, newSailed } from './sailing.ts'

/** Places to either side of the track at each stage while it is polished. */
const POLISH_REACH = 4
/** The step across is halved down to this, nautical miles. */
const POLISHED_NM = 0.02
const MOST_ROUNDS = 40

/** Polishing and straightening help each other so often at most, and no longer when it gains less: hours. */
const TURNS = { most: 4, gain: 0.005 } as const

/**
 * Offsets as real numbers: the search again among a few places close around the track, which follow it as it moves, with
 * an ever smaller step. As the track is among them each time, it only gets better; and unlike a descent along the slope
 * of the time it goes along a closed shore. In turn with straight legs wherever those are better.
 */
export function polished<T extends CorridorTrack>(track: T, stepNm: number, options: SearchOptions): T {
  let best = closelySearched(track, stepNm, options)
  for (let turn = 0; turn < TURNS.most; turn++) {
    const straight = straightened(best, options)
    if (best.cost - straight.cost < TURNS.gain) return straight
    best = closelySearched(straight, stepNm, options)
  }
  return best
}

function closelySearched<T extends CorridorTrack>(track: T, stepNm: number, options: SearchOptions): T {
  let best = track
  for (let step = stepNm / 2; step > POLISHED_NM; step /= 2) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = throughRows(rowsAround(best, step), options)
      if (!next || next.cost >= best.cost - 1e-9) break
      best = { ...best, stages: next.stages, offsetsNm: next.offsetsNm, hours: next.hours, cost: next.cost }
    }
  }
  return best
}

/** A straight leg is tried over so many stages. */
const STRAIGHT_OVER = 24

/**
 * A track with straight legs wherever they are better. On the inner side of a sharp bend the stages cross each other, and a
 * track with a place on each of them goes to and fro: those that a leg meets in another order it does without. Where the
 * route is kept it stays.
 */
function straightened<T extends CorridorTrack>(track: T, { frame, waters, sailing }: SearchOptions): T {
  const { stages, offsetsNm } = track
  const { sail, isOpen } = createSailor(waters, sailing)
  const sailed = newSailed()
  const lines = stages.map(stageLine)
  const places = stages.map((stage, index) => stage.placeAt(at(offsetsNm, index)))
  const labels: Label[] = [
    { hours: 0, cost: 0, from: -1, nodes: [{ stage: at(stages, 0), qNm: at(offsetsNm, 0), hours: 0 }] },
  ]
  for (let to = 1; to < stages.length; to++) {
    let best: Label = { hours: Infinity, cost: Infinity, from: to - 1, nodes: [] }
    for (let from = to - 1; from >= Math.max(0, to - STRAIGHT_OVER); from--) {
      const between = crossedBetween(lines, from, to, at(places, from), at(places, to))
      const nodes: Label['nodes'][number][] = []
      let { hours, cost } = at(labels, from)
      let last: Crossed = { stage: at(stages, from), qNm: at(offsetsNm, from) }
      for (const node of between ? [...between, { stage: at(stages, to), qNm: at(offsetsNm, to) }] : []) {
        const edge = edgeBetween(frame, last.stage, last.qNm, node.stage, node.qNm)
        sail(edge, hours, sailed)
        hours += sailed.hours
        cost += from < to - 1 && !isOpen(edge) ? Infinity : sailed.cost
        nodes.push({ ...node, hours })
        last = node
      }
      if (between && cost < best.cost - 1e-9) best = { hours, cost, from, nodes }
      if (at(stages, from).halfWidthNm === 0) break
    }
    labels.push(best)
  }
  const end = at(labels, labels.length - 1)
  if (!(end.cost < track.cost - 1e-9)) return track
  const nodes = [...end.nodes]
  for (let { from } = end; from >= 0; from = at(labels, from).from) nodes.unshift(...at(labels, from).nodes)
  return {
    ...track,
    stages: nodes.map(({ stage }) => stage),
    offsetsNm: nodes.map(({ qNm }) => qNm),
    hours: nodes.map(({ hours }) => hours),
    cost: end.cost,
  }
}

/** Where a leg meets a stage. */
interface Crossed {
  readonly stage: Stage
  readonly qNm: number
}

/** How a place is come to: from which, and by which places of the stages between, itself the last. */
interface Label {
  readonly hours: number
  readonly cost: number
  readonly from: number
  readonly nodes: readonly (Crossed & { readonly hours: number })[]
}

/** A stage as a line in space: its middle, and the directions across and along. */
function stageLine(stage: Stage) {
  const [middle, port, starboard] = [stage.placeAt(0), stage.placeAt(-1), stage.placeAt(1)]
  const across = [starboard.x - port.x, starboard.y - port.y, starboard.z - port.z].map((part) => part / 2)
  const [ax = 0, ay = 0, az = 0] = across
  const [[ex, ey, ez], [nx, ny, nz]] = [middle.east, middle.north]
  const [ux, uy, uz] = [ey * nz - ez * ny, ez * nx - ex * nz, ex * ny - ey * nx]
  const along = [uy * az - uz * ay, uz * ax - ux * az, ux * ay - uy * ax]
  return { stage, middle, across, along }
}

/**
 * Where a straight leg meets the stages between two, but for those that it meets in another order.
 * @returns null: it leaves the corridor
 */
function crossedBetween(
  lines: readonly ReturnType<typeof stageLine>[],
  first: number,
  last: number,
  from: Spot,
  to: Spot,
): Crossed[] | null {
  const met: Crossed[] = []
  let before = 0
  for (const { stage, middle, across, along } of lines.slice(first + 1, last)) {
    const dot = ([x = 0, y = 0, z = 0]: readonly number[], one: Spot, other: Spot) =>
      x * (one.x - other.x) + y * (one.y - other.y) + z * (one.z - other.z)
    const share = dot(along, middle, from) / dot(along, to, from)
    if (!(share > before && share < 1)) continue
    const qNm = (1 - share) * dot(across, from, middle) + share * dot(across, to, middle)
    if (Math.abs(qNm) > stage.halfWidthNm) return null
    before = share
    met.push({ stage, qNm })
  }
  return met
}

function rowsAround({ stages, offsetsNm }: CorridorTrack, stepNm: number): Row[] {
  return stages.map((stage, index) => {
    const middle = at(offsetsNm, index)
    const near = Array.from({ length: 2 * POLISH_REACH + 1 }, (_, place) => middle + (place - POLISH_REACH) * stepNm)
    // The track's own place stays exactly what it is.
    const within = near.map((qNm) =>
      qNm === middle ? middle : Math.min(Math.max(qNm, -stage.halfWidthNm), stage.halfWidthNm),
    )
    return rowOf(stage, [...new Set(within)])
  })
}

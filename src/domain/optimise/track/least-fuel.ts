import { at, integerAt, numberAt } from '../../at.ts'
import { HOUR_MS } from '../../time.ts'
import { leastFuel } from '../speeds/speed-plan.ts'
import type { SpeedStretch } from '../speeds/speed-sail.ts'
import {
  type CorridorTrack,
  edgeBetween,
  forEdges,
  gridRows,
  type Row,
  type SearchGrid,
  type SearchOptions,
} from './least-time.ts'
import { polished } from './polish.ts'
import { wayBetween } from './frame.ts'
import { avoidedCost, createSailor, newSailed } from './sailing.ts'
import { columnAt, lastOf, type Node, nodesOf, type SailedTrack, sailTrack } from './sailed-track.ts'

/** What is made least: fuel alone, or with what time costs. Speeds are those set for calm water, knots. */
export interface FuelAim {
  readonly minKn: number
  readonly maxKn: number
  /** Of the speed, in what an hour burns. */
  readonly exponent: number
  /** Hours after the departure by which she is there; null: whenever it costs least. */
  readonly byHours: number | null
  /** What an hour costs, in what an hour at her own speed burns. */
  readonly hourCost: number
}

/** Speeds that the search tries, evenly from the least to the most. */
const SPEEDS = 7
/** Of times at one place the search keeps one in each of these, hours, and so many at most. */
const BIN = { hours: 0.5, most: 30 } as const
/** Ways that must cost so much more than one that is known are given up. What is left is polished, and gets better by less. */
const HOPE = 1.03

interface Labels {
  readonly bins: number
  readonly firstHours: number
  readonly hours: Float64Array
  readonly cost: Float64Array
  /** Which label it came from, and at which of the speeds. */
  readonly from: Int32Array
  readonly speed: Uint8Array
}

/** A track with the speed set on each of its edges, knots. */
export interface FuelTrack {
  readonly nodes: readonly Node[]
  readonly settings: readonly number[]
}

/**
 * Route and speed together: dynamic programming over stages, offsets and bins of time. Of all ways to be at a place
 * within a bin the one that has cost least goes on, with its true time ("float state", Shao 2012).
 * @param knownCost of a track that leads through; Infinity: of none
 * @returns null: nothing leads through, or not in time
 */
export function searchLeastFuel(
  grid: SearchGrid,
  options: SearchOptions,
  aim: FuelAim,
  knownCost = Infinity,
): FuelTrack | null {
  const { frame, waters, sailing, mostKn, onProgress } = options
  const { minKn, maxKn, exponent, byHours, hourCost } = aim
  const rows = gridRows(frame, grid)
  const speeds = Array.from({ length: SPEEDS }, (_, index) => minKn + ((maxKn - minKn) * index) / (SPEEDS - 1))
  const rates = speeds.map((knots) => (knots / sailing.speedKn) ** exponent + hourCost)
  const leastAMile = Math.min(...speeds.map((knots, speed) => at(rates, speed) / (knots + mostKn - maxKn)))
  const destination = at(at(rows, rows.length - 1).places, 0)
  const firstAt = (sNm: number) => sNm / mostKn
  const slowest = frame.lengthNm / Math.max(minKn - sailing.unknownKn, minKn / 2)
  const lastAt = (sNm: number) => (byHours ?? slowest) - (frame.lengthNm - sNm) / mostKn
  const binHours = Math.max(BIN.hours, (lastAt(frame.lengthNm) - firstAt(frame.lengthNm)) / BIN.most)
  const { sail, isOpen } = createSailor(waters, sailing)
  const sailed = newSailed()
  const all = [startLabels(at(rows, 0))]
  for (let index = 1; index < rows.length; index++) {
    const [from, to] = [at(rows, index - 1), at(rows, index)]
    const [before, latest] = [at(all, index - 1), lastAt(to.stage.sNm)]
    const most = to.places.map(
      (place) => HOPE * knownCost - leastAMile * wayBetween(place, destination, frame).distanceNm,
    )
    const labels = emptyLabels(to, firstAt(to.stage.sNm), latest, binHours)
    forEdges(from, to, frame, (edge, start, end) => {
      let isKnownOpen = false
      for (let bin = 0; bin < before.bins; bin++) {
        const label = start * before.bins + bin
        const cost = numberAt(before.cost, label)
        if (cost === Infinity) continue
        const startHours = numberAt(before.hours, label)
        for (const [speed, knots] of speeds.entries()) {
          sail(edge, startHours, sailed, knots)
          const hours = startHours + sailed.hours
          if (!(hours <= latest)) continue
          const total = cost + sailed.hours * at(rates, speed) + avoidedCost(sailed)
          const place = Math.min(labels.bins - 1, Math.max(0, Math.floor((hours - labels.firstHours) / binHours)))
          const next = end * labels.bins + place
          if (!(total < numberAt(labels.cost, next) && total < at(most, end))) continue
          if (!isKnownOpen && !isOpen(edge)) return
          isKnownOpen = true
          labels.cost[next] = total
          labels.hours[next] = hours
          labels.from[next] = label
          labels.speed[next] = speed
        }
      }
    })
    all.push(labels)
    onProgress?.(index / (rows.length - 1))
  }
  return trackBack(rows, all, speeds)
}

function startLabels({ places }: Row): Labels {
  const count = places.length
  return {
    bins: 1,
    firstHours: 0,
    hours: new Float64Array(count),
    cost: new Float64Array(count),
    from: new Int32Array(count).fill(-1),
    speed: new Uint8Array(count),
  }
}

function emptyLabels({ places }: Row, firstHours: number, lastHours: number, binHours: number): Labels {
  const bins = Math.max(1, Math.ceil((lastHours - firstHours) / binHours))
  const count = places.length * bins
  return {
    bins,
    firstHours,
    hours: new Float64Array(count).fill(Infinity),
    cost: new Float64Array(count).fill(Infinity),
    from: new Int32Array(count).fill(-1),
    speed: new Uint8Array(count),
  }
}

/** From the label at the destination that has cost least. */
function trackBack(rows: readonly Row[], all: readonly Labels[], speeds: readonly number[]): FuelTrack | null {
  const last = at(all, all.length - 1)
  let label = last.cost.reduce((least, cost, index) => (cost < numberAt(last.cost, least) ? index : least), 0)
  if (numberAt(last.cost, label) === Infinity) return null
  const [nodes, settings]: [Node[], number[]] = [[], []]
  for (let index = rows.length - 1; index >= 0; index--) {
    const { stage, offsetsNm } = at(rows, index)
    const { bins, from, speed } = at(all, index)
    nodes.unshift({ stage, qNm: at(offsetsNm, Math.floor(label / bins)) })
    if (index === 0) break
    settings.unshift(at(speeds, integerAt(speed, label)))
    label = integerAt(from, label)
  }
  return { nodes, settings }
}

export type FuelOptions = SearchOptions & { readonly departureMs: number; readonly aim: FuelAim }

/** What a track has cost: fuel, time, and what was to be avoided. */
export const costOfTrack = (track: SailedTrack, { hourCost }: FuelAim): number =>
  lastOf(track.fuelHours) +
  hourCost * track.hours +
  avoidedCost({ ...newSailed(), overHours: lastOf(track.overHours), unknownHours: track.unknownHours })

/** Of a golden section. */
const GOLDEN = (Math.sqrt(5) - 1) / 2
/** When to arrive is found to this, as a share of the passage. */
const ARRIVAL = 0.002

/**
 * The speeds that cost least on a track: the convex plan, arriving when it costs least where no time is given.
 * @returns null where she cannot be there in time
 */
export function bestSpeeds(nodes: readonly Node[], options: FuelOptions, guess: SailedTrack): SailedTrack | null {
  const { aim } = options
  const sea = stretchesOf(nodes, options, guess)
  const speedsFor = (hours: number) => speedsIn(sea, nodes, options, hours)
  if (aim.byHours !== null) return speedsFor(aim.byHours)
  const costOf = (track: SailedTrack | null) => (track ? costOfTrack(track, aim) : Infinity)
  const atSetting = (knots: number) =>
    sailTrack(nodes, options, { ...options, settings: nodes.slice(1).map(() => knots), exponent: aim.exponent }).hours
  let [low, high] = [atSetting(aim.maxKn), atSetting(aim.minKn)]
  if (!Number.isFinite(low)) return null
  if (!Number.isFinite(high)) high = 2 * guess.hours
  const within = (share: number) => low + (high - low) * share
  let [left, right] = [1 - GOLDEN, GOLDEN].map((share) => speedsFor(within(share)))
  while (high - low > ARRIVAL * high) {
    if (costOf(left ?? null) < costOf(right ?? null)) {
      high = within(GOLDEN)
      ;[left, right] = [speedsFor(within(1 - GOLDEN)), left]
    } else {
      low = within(1 - GOLDEN)
      ;[left, right] = [right, speedsFor(within(GOLDEN))]
    }
  }
  return (costOf(left ?? null) < costOf(right ?? null) ? left : right) ?? null
}

/** The convex plan for one arrival, sailed through the corridor. */
function speedsIn(
  { stretches, lost }: ReturnType<typeof stretchesOf>,
  nodes: readonly Node[],
  options: FuelOptions,
  hours: number,
): SailedTrack | null {
  const { minKn, maxKn, exponent } = options.aim
  const plan = leastFuel(stretches, { minKn, maxKn, exponent }, { earliest: hours, latest: hours })
  if (plan.kind !== 'planned') return atOneSetting(nodes, options, hours)
  const settings = Array.from(plan.best.waterKn, (knots, index) => knots / (1 - at(lost, index)))
  const [planned, simple] = [scaledTo(hours, nodes, options, settings), atOneSetting(nodes, options, hours)]
  if (!planned || !simple) return planned ?? simple
  return costOfTrack(planned, options.aim) < costOfTrack(simple, options.aim) ? planned : simple
}

/** At one setting all the way, in so many hours; null: it cannot be done. */
export const atOneSetting = (nodes: readonly Node[], options: FuelOptions, hours: number): SailedTrack | null =>
  scaledTo(
    hours,
    nodes,
    options,
    nodes.slice(1).map(() => options.sailing.speedKn),
  )

/** Arrivals are met within this, hours. */
const MET = 1e-4

/** All settings faster or slower by one factor, so that she is there in so many hours. */
function scaledTo(
  hours: number,
  nodes: readonly Node[],
  options: FuelOptions,
  settings: readonly number[],
): SailedTrack | null {
  const { minKn, maxKn, exponent } = options.aim
  const within = (knots: number) => Math.min(maxKn, Math.max(minKn, knots))
  const by = (factor: number) =>
    sailTrack(nodes, options, {
      departureMs: options.departureMs,
      settings: settings.map((knots) => within(knots * factor)),
      exponent,
    })
  let [low, high] = [minKn / Math.max(...settings), maxKn / Math.min(...settings)]
  let track = by(high)
  if (!(track.hours <= hours + MET)) return null
  for (let tries = 0; tries < 40 && Math.abs(track.hours - hours) > MET && high - low > 1e-9; tries++) {
    const middle = (low + high) / 2
    const tried = by(middle)
    if (tried.hours > hours) low = middle
    else [high, track] = [middle, tried]
  }
  return track
}

const PLACES = [0.125, 0.375, 0.625, 0.875]

/** The edges of a track with the sea in the corridor; weather at the times of a guess. */
function stretchesOf(nodes: readonly Node[], { frame, waters, sailing, aim }: FuelOptions, guess: SailedTrack) {
  const flow = new Float64Array(2)
  const { sail } = createSailor(waters, { ...sailing, limits: 'warn' })
  const one = newSailed()
  const lost: number[] = []
  const startMs = numberAt(guess.timeMs, 0)
  const stretches = nodes.slice(1).map(({ stage, qNm }, index): SpeedStretch => {
    const before = at(nodes, index)
    const edge = edgeBetween(frame, before.stage, before.qNm, stage, qNm)
    const { fromS, fromQ, toS, toQ, way } = edge
    const guessKn = numberAt(guess.setKn, Math.min(index + 1, guess.setKn.length - 1))
    sail(edge, (columnAt(guess, guess.timeMs, fromS) - startMs) / HOUR_MS, one, guessKn)
    const calmHours = way.distanceNm / guessKn
    const taken = Number.isFinite(one.hours) ? one.hours : calmHours
    const share = Number.isFinite(one.hours) ? one.lostHours / (calmHours + one.lostHours) : 0
    lost.push(share)
    return {
      distanceNm: way.distanceNm,
      stayHours: 0,
      resistance: (1 - share) ** -aim.exponent,
      currentAt: (hours) => {
        let [along, across] = [0, 0]
        for (const place of PLACES) {
          const [sNm, qNm] = [fromS + (toS - fromS) * place, fromQ + (toQ - fromQ) * place]
          const there = hours + (place - 0.5) * taken
          // Speeds that are tried and given up would be there when nothing was asked for.
          waters.current(sNm, qNm, waters.nearest?.(sNm, qNm, there) ?? there, flow)
          const [east = NaN, north = NaN] = flow
          const isKnown = !Number.isNaN(east + north)
          along += isKnown ? east * way.east + north * way.north : -sailing.unknownKn
          across += isKnown ? east * way.north - north * way.east : 0
        }
        return { alongKn: along / PLACES.length, acrossKn: across / PLACES.length }
      },
      fromWaypoint: index,
    }
  })
  return { stretches, lost }
}

/** How often track and speeds are found in turn. */
const TURNS = 2

/**
 * A track whose speeds cost least, and its places moved while that gains time, which the speeds then turn into fuel.
 * @returns null where she cannot be there in time
 */
export function improved(track: FuelTrack, stepNm: number, options: FuelOptions): FuelTrackSailed | null {
  const { aim, departureMs } = options
  const first = sailTrack(track.nodes, options, { departureMs, settings: track.settings, exponent: aim.exponent })
  let best = atBestSpeeds(track.nodes, options, first)
  for (let turn = 0; best && turn < TURNS; turn++) {
    const { nodes, sailed } = best
    const settingAt = (sNm: number) =>
      numberAt(
        sailed.setKn,
        Math.max(
          1,
          nodes.findIndex(({ stage }) => stage.sNm >= sNm),
        ),
      )
    const before: CorridorTrack = {
      stages: nodes.map(({ stage }) => stage),
      offsetsNm: nodes.map(({ qNm }) => qNm),
      hours: [],
      cost: Infinity,
    }
    const moved = polished(before, stepNm, { ...options, sailing: { ...options.sailing, settingAt } })
    const next = atBestSpeeds(nodesOf(moved), options, sailed)
    if (!next || costOfTrack(next.sailed, aim) >= costOfTrack(sailed, aim)) break
    best = next
  }
  return best
}

export interface FuelTrackSailed {
  readonly nodes: readonly Node[]
  readonly sailed: SailedTrack
}

/** A track at the speeds that cost least on it. */
export function atBestSpeeds(nodes: readonly Node[], options: FuelOptions, guess: SailedTrack): FuelTrackSailed | null {
  const sailed = bestSpeeds(nodes, options, guess)
  return sailed && { nodes, sailed }
}

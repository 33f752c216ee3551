import { groundSpeed } from '../../voyage/current/triangle.ts'
import type { Straight } from './frame.ts'

/** What a ship meets in a corridor, by miles along and across, and by hours from departure. */
export interface Waters {
  /** Writes the east and north parts of the current, knots; NaN where it is not known. */
  readonly current: (sNm: number, qNm: number, hours: number, into: Float64Array) => void
  /** Can she never be there: land, water too shallow, an area to avoid? Absent: all is open. */
  readonly isClosed?: (sNm: number, qNm: number) => boolean
  /** The worst value as a share of its limit: 1 and more is over; NaN where it is not known. Absent: no limit is watched. */
  readonly strain?: (sNm: number, qNm: number, hours: number) => number
  /** The most speed over ground that may be had there, knots, for a bound. */
  readonly fastest?: (sNm: number, qNm: number, hours: number, way: Straight, speedKn: number) => number
}

/** How a ship sails them. */
export interface SearchedShip {
  readonly speedKn: number
  /** May she never be over a limit, or as short a time as can be? */
  readonly limits: 'avoid' | 'warn'
  /** The adverse current she is taken to have where it is not known, knots: unknown is never calm. */
  readonly unknownKn: number
  /** Present: the most that she may make anywhere near, for a bound that no track can beat. */
  readonly isBound?: boolean
}

/** A straight piece of track in the corridor. */
export interface Edge {
  readonly fromS: number
  readonly fromQ: number
  readonly toS: number
  readonly toQ: number
  readonly way: Straight
}

/** An hour over a limit outweighs any time. */
const OVER_COST = 1000
/** An hour in weather that is not known counts for this much more. */
const UNKNOWN_COST = 0.25
const SUB_STEPS = 4
/** Closed places are looked for at this spacing along an edge, nautical miles. */
const CLOSED_STEP_NM = 1

/** What sailing an edge takes. */
export interface Sailed {
  /** Infinity: it is closed. */
  hours: number
  /** Hours, with a weight on those that are to be avoided. */
  cost: number
  overHours: number
  unknownHours: number
  /** Miles without a known current. */
  unknownNm: number
  /** Knots by hours: the current along the track, where it is known. */
  alongKnHours: number
}

export const newSailed = (): Sailed => ({
  hours: 0,
  cost: 0,
  overHours: 0,
  unknownHours: 0,
  unknownNm: 0,
  alongKnHours: 0,
})

/** Sails edges through given waters. The result is written into `into`, and is that of the last call only. */
export function createSailor(waters: Waters, { speedKn, limits, unknownKn, isBound = false }: SearchedShip) {
  const flow = new Float64Array(2)
  const { strain, isClosed } = waters
  const fastest = isBound ? waters.fastest : undefined

  /** @param startHours since departure */
  function sail(edge: Edge, startHours: number, into: Sailed): void {
    const { fromS, fromQ, toS, toQ, way } = edge
    const stepNm = way.distanceNm / SUB_STEPS
    let [hours, overHours, unknownHours, unknownNm, alongKnHours] = [0, 0, 0, 0, 0]
    let lastHours = stepNm / speedKn
    for (let step = 0; step < SUB_STEPS; step++) {
      const share = (step + 0.5) / SUB_STEPS
      let along = 0
      const sNm = fromS + (toS - fromS) * share
      const qNm = fromQ + (toQ - fromQ) * share
      const middle = startHours + hours + lastHours / 2
      let groundKn = NaN
      if (fastest) groundKn = fastest(sNm, qNm, middle, way, speedKn)
      else {
        waters.current(sNm, qNm, middle, flow)
        const [east = NaN, north = NaN] = flow
        along = east * way.east + north * way.north
        groundKn = groundSpeed(speedKn, along, east * way.north - north * way.east)
      }
      const isKnown = !Number.isNaN(groundKn)
      if (!isKnown) groundKn = speedKn - unknownKn
      if (!(groundKn > 0)) return closed(into)
      lastHours = stepNm / groundKn
      hours += lastHours
      if (isKnown) alongKnHours += along * lastHours
      else unknownNm += stepNm
      if (!strain) continue
      const strained = strain(sNm, qNm, middle)
      if (strained >= 1) {
        if (limits === 'avoid') return closed(into)
        overHours += lastHours
      } else if (Number.isNaN(strained)) unknownHours += lastHours
    }
    into.hours = hours
    into.overHours = overHours
    into.unknownHours = unknownHours
    into.unknownNm = unknownNm
    into.alongKnHours = alongKnHours
    into.cost = hours + OVER_COST * overHours + UNKNOWN_COST * unknownHours
  }

  /** Does nothing close an edge for good? */
  function isOpen({ fromS, fromQ, toS, toQ, way }: Edge): boolean {
    if (!isClosed) return true
    const steps = Math.max(1, Math.ceil(way.distanceNm / CLOSED_STEP_NM))
    for (let step = 0; step <= steps; step++) {
      const share = step / steps
      if (isClosed(fromS + (toS - fromS) * share, fromQ + (toQ - fromQ) * share)) return false
    }
    return true
  }

  return { sail, isOpen }
}
export type Sailor = ReturnType<typeof createSailor>

function closed(into: Sailed): void {
  into.hours = Infinity
  into.cost = Infinity
}

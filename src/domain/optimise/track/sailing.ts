import { numberAt } from '../../at.ts'
import { groundSpeed } from '../../voyage/current/triangle.ts'
import type { Spot, Straight } from './frame.ts'

/** What a ship meets in a corridor, by miles along and across, and by hours from departure. */
export interface Waters {
  /** Writes the east and north parts of the current, knots; NaN where it is not known. */
  readonly current: (sNm: number, qNm: number, hours: number, into: Float64Array) => void
  /** The nearest time to one at which a place was asked for, hours. Absent: any. */
  readonly nearest?: (sNm: number, qNm: number, hours: number) => number
  /** Can she never sail there: land, water too shallow, an area to avoid? Absent: all is open. */
  readonly isInTheWay?: (from: Spot, to: Spot) => boolean
  /** Is a place walled off? Absent: none is. */
  readonly isWalled?: (sNm: number, qNm: number) => boolean
  /** The worst value as a share of its limit: 1 and more is over; NaN where it is not known. Absent: no limit is watched. */
  readonly strain?: (sNm: number, qNm: number, hours: number) => number
  /** Writes the east and north parts of where the wind blows to, knots; NaN where it is not known. Absent: not asked for. */
  readonly wind?: (sNm: number, qNm: number, hours: number, into: Float64Array) => void
  /** No wind anywhere near is less than this, knots, for a bound. */
  readonly leastWind?: (sNm: number, qNm: number, hours: number) => number
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
  /** What the weather takes of her speed. Absent: nothing. */
  readonly weather?: ShipInWeather
  /** The speed that is set for calm water, by miles along the route, knots. Absent: her speed all the way. */
  readonly settingAt?: (sNm: number) => number
  /** Present: the most that she may make anywhere near, for a bound that no track can beat. */
  readonly isBound?: boolean
}

/** The share of her speed that wind and sea take at the power that is set for it in calm water. */
export interface ShipInWeather {
  /** @param offBow cosine of the angle between her bow and where the wind comes from; NaN: the most favourable */
  readonly lost: (speedKn: number, windKn: number, offBow: number) => number
  /** Is that more than a hint? */
  readonly isCovered: (windKn: number, lost: number) => boolean
  /** The wind ahead that she is taken to have where it is not known, knots. */
  readonly unknownWindKn: number
}

/** A straight piece of track in the corridor. */
export interface Edge {
  readonly fromS: number
  readonly fromQ: number
  readonly toS: number
  readonly toQ: number
  readonly from: Spot
  readonly to: Spot
  readonly way: Straight
}

/** An hour over a limit outweighs any time, and one that cannot be judged as well: what is not known is never calm. */
const OVER_COST = 1000
const SUB_STEPS = 4
/** Walls are looked for at this spacing along an edge, nautical miles. */
const WALL_STEP_NM = 1

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
  /** What the weather takes, hours; and hours in weather that is not known, or that the method does not cover. */
  lostHours: number
  uncoveredHours: number
}

export const newSailed = (): Sailed => ({
  hours: 0,
  cost: 0,
  overHours: 0,
  unknownHours: 0,
  unknownNm: 0,
  lostHours: 0,
  uncoveredHours: 0,
})

/** What hours that are to be avoided count for beside any others. */
export const avoidedCost = ({ overHours, unknownHours }: Sailed): number => OVER_COST * (overHours + unknownHours)

/** Sails edges through given waters. The result is written into `into`, and is that of the last call only. */
export function createSailor(waters: Waters, ship: SearchedShip) {
  const { limits, unknownKn, weather, isBound = false } = ship
  const flow = new Float64Array(2)
  const { strain, isInTheWay, isWalled, wind } = waters
  const fastest = isBound ? waters.fastest : undefined
  let isCovered = true

  function lostAt(sNm: number, qNm: number, hours: number, speedKn: number, way: Straight): number {
    if (!weather || !wind) return 0
    if (isBound && waters.leastWind) return weather.lost(speedKn, waters.leastWind(sNm, qNm, hours), NaN)
    wind(sNm, qNm, hours, flow)
    const east = numberAt(flow, 0)
    const north = numberAt(flow, 1)
    const windKn = Math.hypot(east, north)
    isCovered = !Number.isNaN(windKn)
    if (!isCovered) return weather.lost(speedKn, weather.unknownWindKn, 1)
    const lost = weather.lost(speedKn, windKn, windKn > 0 ? -(east * way.east + north * way.north) / windKn : 0)
    isCovered = weather.isCovered(windKn, lost)
    return lost
  }

  /** @param startHours since departure @param setKn the speed that is set for calm water */
  function sail(edge: Edge, startHours: number, into: Sailed, setKn = settingOf(edge, ship)): void {
    const { fromS, fromQ, toS, toQ, way } = edge
    const stepNm = way.distanceNm / SUB_STEPS
    // One by one, as taking them from a list asks for memory each time.
    let hours = 0
    let overHours = 0
    let unknownHours = 0
    let unknownNm = 0
    let lostHours = 0
    let uncoveredHours = 0
    let lastHours = stepNm / setKn
    for (let step = 0; step < SUB_STEPS; step++) {
      const share = (step + 0.5) / SUB_STEPS
      const sNm = fromS + (toS - fromS) * share
      const qNm = fromQ + (toQ - fromQ) * share
      const middle = startHours + hours + lastHours / 2
      const waterKn = setKn * (1 - lostAt(sNm, qNm, middle, setKn, way))
      let groundKn = NaN
      if (fastest) groundKn = fastest(sNm, qNm, middle, way, waterKn)
      else {
        waters.current(sNm, qNm, middle, flow)
        const east = numberAt(flow, 0)
        const north = numberAt(flow, 1)
        groundKn = groundSpeed(waterKn, east * way.east + north * way.north, east * way.north - north * way.east)
      }
      const isKnown = !Number.isNaN(groundKn)
      if (!isKnown) groundKn = waterKn - unknownKn
      if (!(groundKn > 0)) return closed(into)
      lastHours = stepNm / groundKn
      hours += lastHours
      lostHours += stepNm / waterKn - stepNm / setKn
      if (!isKnown) unknownNm += stepNm
      if (!isCovered) uncoveredHours += lastHours
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
    into.lostHours = lostHours
    into.uncoveredHours = uncoveredHours
    into.cost = hours + avoidedCost(into)
  }

  /** Does nothing close an edge for good? */
  function isOpen({ fromS, fromQ, toS, toQ, from, to, way }: Edge): boolean {
    if (isInTheWay?.(from, to)) return false
    if (!isWalled) return true
    const steps = Math.max(1, Math.ceil(way.distanceNm / WALL_STEP_NM))
    for (let step = 0; step <= steps; step++) {
      const share = step / steps
      if (isWalled(fromS + (toS - fromS) * share, fromQ + (toQ - fromQ) * share)) return false
    }
    return true
  }

  return { sail, isOpen }
}

/** The speed that is set on an edge, knots. */
const settingOf = ({ fromS, toS }: Edge, { speedKn, settingAt }: SearchedShip): number =>
  settingAt?.((fromS + toS) / 2) ?? speedKn

function closed(into: Sailed): void {
  into.hours = Infinity
  into.cost = Infinity
}

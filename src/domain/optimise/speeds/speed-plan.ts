import {
  type ChooseSpeed,
  type TrackCurrent,
  milesWithoutCurrent,
  type NotKnown,
  sail,
  type SailedPassage,
  type SpeedRules,
  type SpeedStretch,
  withResistance,
} from './speed-sail.ts'

/** When she is to arrive, hours after the departure; the same twice for a time rather than a window. */
export interface ArrivalWindow {
  readonly earliest: number
  readonly latest: number
}

/** The speeds that burn least, beside the two simple ways to arrive at the same time. */
export interface PlannedSpeeds {
  readonly kind: 'planned'
  readonly best: SailedPassage
  /** At one speed through the water, and at one over the ground. */
  readonly constantWater: SailedPassage
  readonly constantGround: SailedPassage
  /** What an hour less would cost at the departure, in the unit of `fuel`; NaN where one speed is the best there is. */
  readonly multiplier: number
  readonly notKnown: NotKnown
  /** As they were sailed: with a resistance on each. */
  readonly stretches: readonly SpeedStretch[]
}

/** Why there is no plan. */
export type NoSpeeds =
  /** Even at her least or her most she is there no later or sooner than this, hours after the departure. */
  | { readonly kind: 'too late'; readonly latestHours: number }
  | { readonly kind: 'too soon'; readonly earliestHours: number }
  /** At her most the current stops her on this stretch. */
  | { readonly kind: 'held'; readonly stretch: number }

/** A time is met within a few thousandths of a second. */
const MET_HOURS = 1e-6

/**
 * The speeds through the water that burn least and arrive within a window.
 *
 * With fuel r·Vⁿ an hour, λ = r·(n·Vⁿ⁻²·w·G − Vⁿ) is the same all along the track where the current does not change
 * with time (w the part of V along the track, G the speed over the ground; without a current across, the
 * r·[(n−1)·Vⁿ + n·c·Vⁿ⁻¹] of the text books). Where it does, sailing earlier or later meets another current, and λ
 * changes by (r·Vⁿ + λ)·Ġ/G² a mile. So one number decides all: λ at the departure, found by bisection, each
 * trial sailing the whole passage with the currents at the times she is there.
 */
export function leastFuel(
  given: readonly SpeedStretch[],
  rules: SpeedRules,
  window: ArrivalWindow,
): PlannedSpeeds | NoSpeeds {
  const { stretches, unknownNm } = withResistance(given)
  const fastest = sail(stretches, rules, () => rules.maxKn)
  if (fastest.heldOn !== null) return { kind: 'held', stretch: fastest.heldOn }
  const slowest = sail(stretches, rules, () => rules.minKn)
  if (fastest.arrivalHours > window.latest + MET_HOURS) return { kind: 'too soon', earliestHours: fastest.arrivalHours }
  if (slowest.arrivalHours < window.earliest - MET_HOURS) return { kind: 'too late', latestHours: slowest.arrivalHours }
  // Fuel alone would have her arrive when more time is worth nothing: in still water as late as she may.
  const isWindow = window.earliest < window.latest
  const free = isWindow ? sail(stretches, rules, byMultiplier(0, rules)).arrivalHours : window.latest
  const hours = Math.min(Math.max(free, window.earliest, fastest.arrivalHours), window.latest, slowest.arrivalHours)
  const constantWater = atOneSpeed(stretches, rules, hours)
  const constantGround = atOneGroundSpeed(stretches, rules, hours)
  const { sailing, multiplier } = byBisection(stretches, rules, hours)
  // The simple way is always a candidate, so that no plan burns more.
  const isBest = sailing !== null && sailing.fuel <= constantWater.fuel
  return {
    kind: 'planned',
    best: isBest ? sailing : constantWater,
    constantWater,
    constantGround,
    multiplier: isBest ? multiplier : NaN,
    notKnown: { currentNm: milesWithoutCurrent(stretches, constantWater), resistanceNm: unknownNm },
    stretches,
  }
}

/** At one speed through the water, but where it would not hold the track. @param startAt hours after the departure */
export function atOneSpeed(
  stretches: readonly SpeedStretch[],
  rules: SpeedRules,
  arrivalHours: number,
  startAt = 0,
): SailedPassage {
  const at = (knots: number) => sail(stretches, rules, () => knots, startAt)
  return at(root((knots) => at(knots).arrivalHours - arrivalHours, rules.minKn, rules.maxKn))
}

/** At speeds that weigh the weather and nothing else, V ~ r^(−1/n): how much of what is saved is due to it. */
export function byWeather(stretches: readonly SpeedStretch[], rules: SpeedRules, arrivalHours: number): SailedPassage {
  const at = (knots: number) => sail(stretches, rules, ({ resistance }) => knots * resistance ** (-1 / rules.exponent))
  const most = Math.max(...stretches.map(({ resistance }) => resistance)) ** (1 / rules.exponent)
  return at(root((knots) => at(knots).arrivalHours - arrivalHours, rules.minKn / most, rules.maxKn * most))
}

/** Whatever that takes through the water. */
function atOneGroundSpeed(stretches: readonly SpeedStretch[], rules: SpeedRules, hours: number): SailedPassage {
  const underWay = stretches.reduce((left, { stayHours }) => left - stayHours, hours)
  const groundKn = stretches.reduce((sum, { distanceNm }) => sum + distanceNm, 0) / underWay
  return sail(stretches, { ...rules, minKn: 0, maxKn: Infinity }, (_stretch, _index, { flow }) =>
    Math.hypot(groundKn - flow.alongKn, flow.acrossKn),
  )
}

function byBisection(
  stretches: readonly SpeedStretch[],
  rules: SpeedRules,
  hours: number,
): { sailing: SailedPassage | null; multiplier: number } {
  const at = (multiplier: number) => sail(stretches, rules, byMultiplier(multiplier, rules))
  const late = (multiplier: number) => at(multiplier).arrivalHours - hours
  const miles = stretches.reduce((sum, { distanceNm }) => sum + distanceNm, 0)
  const resistance = stretches.reduce((sum, one) => sum + one.resistance * one.distanceNm, 0) / miles
  const scale = (rules.exponent - 1) * resistance * (miles / hours) ** rules.exponent
  // She is late at `low` and in time at `high`; far enough out either way all her speeds are at their bounds.
  let [low, high] = [scale / 1.3, scale * 1.3]
  for (let tries = 0; tries < 60 && late(high) > 0; tries++) [low, high] = [high, high * 2]
  for (let tries = 0; tries < 60 && late(low) < 0; tries++)
    [low, high] = [low > scale / 64 ? low / 2 : Math.min(-scale, low * 2), low]
  const multiplier = root(late, low, high)
  const sailing = at(multiplier)
  return { sailing: Math.abs(sailing.arrivalHours - hours) < 10 * MET_HOURS ? sailing : null, multiplier }
}

/** Where a falling function of hours is 0, between bounds; the bound it comes nearest at where it is not. */
function root(of: (value: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  let [above, below] = [of(low), of(high)]
  if (above <= 0) return low
  if (below >= 0) return high
  // A chord each time, and half the weight of an end that stays (Illinois).
  let stayed = 0
  for (let tries = 0; tries < 100; tries++) {
    const value = tries % 8 === 7 ? (low + high) / 2 : (low * below - high * above) / (below - above)
    const found = of(value)
    if (Math.abs(found) < MET_HOURS / 10 || high - low < 1e-12 * Math.abs(high)) return value
    if (found > 0) {
      ;[low, above] = [value, found]
      if (stayed === 1) below /= 2
      stayed = 1
    } else {
      ;[high, below] = [value, found]
      if (stayed === -1) above /= 2
      stayed = -1
    }
  }
  return (low + high) / 2
}

/** Over this the change of a current with time is taken, hours. */
const CHANGE_HOURS = 0.02

/** Speeds by a multiplier at the departure, which a current that changes with time changes on the way. */
function byMultiplier(atDeparture: number, { exponent }: SpeedRules): ChooseSpeed {
  let [multiplier, change, of, last] = [atDeparture, 0, 0, NaN]
  return ({ currentAt, resistance }, index, { flow, midHours, hours, leastKn, mostKn }) => {
    if (index !== of) [multiplier, change, of] = [multiplier + change, 0, index]
    const here = multiplier + change / 2
    const waterKn = speedFor(here / resistance, flow, exponent, { leastKn, mostKn, last })
    last = waterKn
    const along = Math.sqrt(Math.max(0, waterKn ** 2 - flow.acrossKn ** 2))
    const groundKn = along + flow.alongKn
    const [before, after] = [currentAt(midHours - CHANGE_HOURS / 2), currentAt(midHours + CHANGE_HOURS / 2)]
    const alongBy = (after.alongKn - before.alongKn) / CHANGE_HOURS
    const acrossBy = (after.acrossKn - before.acrossKn) / CHANGE_HOURS
    const faster = alongBy - (along > 0 ? (flow.acrossKn / along) * acrossBy : 0)
    // By the hours rather than the miles of the stretch: they are what is left of it at this speed.
    change = Number.isNaN(faster) ? 0 : ((resistance * waterKn ** exponent + here) * faster * hours) / groundKn
    return waterKn
  }
}

/** The speed at which the multiplier over the resistance is this: it rises with speed wherever she makes way. */
function speedFor(
  wanted: number,
  { alongKn, acrossKn }: TrackCurrent,
  n: number,
  { leastKn, mostKn, last }: { readonly leastKn: number; readonly mostKn: number; readonly last: number },
): number {
  let [low, high] = [leastKn, mostKn]
  const step = (knots: number) => {
    const along = Math.sqrt(Math.max(0, knots ** 2 - acrossKn ** 2))
    const groundKn = along + alongKn
    const power = knots ** (n - 2)
    const miss = n * power * along * groundKn - power * knots ** 2 - wanted
    return { miss, slope: n * power * groundKn * (((n - 2) * along) / knots + knots / along) }
  }
  if (step(low).miss >= 0) return low
  if (step(high).miss <= 0) return high
  let knots = last > low && last < high ? last : (low + high) / 2
  for (let tries = 0; tries < 60; tries++) {
    const { miss, slope } = step(knots)
    if (miss > 0) high = knots
    else low = knots
    const next = knots - miss / slope
    if (Math.abs(next - knots) < 1e-10) return knots
    knots = next > low && next < high ? next : (low + high) / 2
  }
  return knots
}

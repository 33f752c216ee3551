import { numberAt } from '../../at.ts'
import { groundSpeed } from '../../voyage/current/triangle.ts'

/** A current along and across a course, + with the ship and + to starboard, knots. NaN: not known. */
export interface TrackCurrent {
  readonly alongKn: number
  readonly acrossKn: number
}

/** A part of a passage that is sailed at one speed; never longer than a leg. */
export interface SpeedStretch {
  readonly distanceNm: number
  /** Hours she stays where it begins. */
  readonly stayHours: number
  /** What the weather makes of her resistance, 1 in calm water; NaN: not known. */
  readonly resistance: number
  /** Mean current on it, so many hours after the departure. */
  readonly currentAt: (hours: number) => TrackCurrent
  /** Index of the waypoint where it begins; −1: within a leg. */
  readonly fromWaypoint: number
}

/** How fuel grows with speed, and the speeds through the water that may be asked of her. */
export interface SpeedRules {
  /** Of the speed through the water in fuel per hour, 2 to 4. */
  readonly exponent: number
  readonly minKn: number
  readonly maxKn: number
}

/** A passage as it is sailed; columns with one value for each stretch. */
export interface SailedPassage {
  readonly waterKn: Float64Array
  readonly groundKn: Float64Array
  /** When it is begun, after the stay, and how long it takes: hours after the departure, and hours. */
  readonly startHours: Float64Array
  readonly hours: Float64Array
  /** Along the track, + with the ship; NaN: not known, and sailed as still water. */
  readonly alongKn: Float64Array
  readonly arrivalHours: number
  /** Σ r·Vⁿ·h: fuel but for a factor of the ship. */
  readonly fuel: number
  /** The stretch on which the current is too strong for her; null: she arrives. */
  readonly heldOn: number | null
}

/** Slower than this over the ground she does not hold a track. */
const LEAST_GROUND_KN = 0.1
/** The time half-way, by which the current is taken, depends on the speed, and each pass is far nearer than the last. */
const PASSES = { most: 8, agree: 1e-6 } as const

/** The speed through the water wanted on a stretch in a current, from the least to the most she can. */
export type ChooseSpeed = (
  stretch: SpeedStretch,
  index: number,
  way: { readonly flow: TrackCurrent; readonly midHours: number; readonly hours: number } & SpeedBounds,
) => number

interface SpeedBounds {
  readonly leastKn: number
  readonly mostKn: number
}

/** The least speed that makes way against a current. */
function holding({ alongKn, acrossKn }: TrackCurrent): number {
  const ahead = LEAST_GROUND_KN - alongKn
  return ahead > 0 ? Math.hypot(ahead, acrossKn) : Math.abs(acrossKn) * (1 + 1e-9)
}

/**
 * Sails a passage, each stretch with the current that runs half-way along it in time. A current that is not known is
 * none; `withResistance` gives each stretch a resistance.
 * @param startAt hours after the departure
 */
export function sail(
  stretches: readonly SpeedStretch[],
  { exponent, minKn, maxKn }: SpeedRules,
  choose: ChooseSpeed,
  startAt = 0,
): SailedPassage {
  const column = () => new Float64Array(stretches.length)
  const [waterKn, groundKn, startHours, hours, alongKn] = [column(), column(), column(), column(), column()]
  let [clock, fuel, lastKn] = [startAt, 0, (minKn + maxKn) / 2]
  let heldOn: number | null = null
  for (const [index, stretch] of stretches.entries()) {
    clock += stretch.stayHours
    startHours[index] = clock
    let taken = stretch.distanceNm / lastKn
    let [water, ground, along] = [lastKn, lastKn, NaN]
    for (let [pass, moved] = [0, Infinity]; pass < PASSES.most && moved > PASSES.agree * taken; pass++) {
      const midHours = clock + taken / 2
      const there = stretch.currentAt(midHours)
      const flow = Number.isNaN(there.alongKn + there.acrossKn) ? noFlow : there
      const leastKn = Math.max(minKn, holding(flow))
      if (leastKn > maxKn) heldOn ??= index
      const mostKn = Math.max(leastKn, maxKn)
      water = Math.min(
        mostKn,
        Math.max(leastKn, choose(stretch, index, { flow, midHours, hours: taken, leastKn, mostKn })),
      )
      ground = groundSpeed(water, flow.alongKn, flow.acrossKn)
      moved = Math.abs(stretch.distanceNm / ground - taken)
      taken = stretch.distanceNm / ground
      along = there.alongKn
    }
    waterKn[index] = water
    groundKn[index] = ground
    hours[index] = taken
    alongKn[index] = along
    fuel += stretch.resistance * water ** exponent * taken
    clock += taken
    lastKn = ground
  }
  return { waterKn, groundKn, startHours, hours, alongKn, arrivalHours: clock, fuel, heldOn }
}

const noFlow: TrackCurrent = { alongKn: 0, acrossKn: 0 }

/** Miles planned without knowing the sea. */
export interface NotKnown {
  readonly currentNm: number
  readonly resistanceNm: number
}

/**
 * Where the weather is not known she meets what she meets elsewhere on the way, by the miles: never a calm. Where none
 * is known, all of it counts as not known, and 1 stands for it.
 */
export function withResistance(stretches: readonly SpeedStretch[]): { stretches: SpeedStretch[]; unknownNm: number } {
  let [knownNm, sum, unknownNm] = [0, 0, 0]
  for (const { distanceNm, resistance } of stretches) {
    if (Number.isNaN(resistance)) unknownNm += distanceNm
    else {
      knownNm += distanceNm
      sum += resistance * distanceNm
    }
  }
  const usual = knownNm > 0 ? sum / knownNm : 1
  return {
    stretches: stretches.map((stretch) =>
      Number.isNaN(stretch.resistance) ? { ...stretch, resistance: usual } : stretch,
    ),
    unknownNm,
  }
}

/** Miles of a sailing on which the current is not known. */
export const milesWithoutCurrent = (stretches: readonly SpeedStretch[], { alongKn }: SailedPassage): number =>
  stretches.reduce((sum, { distanceNm }, index) => sum + (Number.isNaN(numberAt(alongKn, index)) ? distanceNm : 0), 0)

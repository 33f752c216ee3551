import { numberAt } from '../../at.ts'
import { KNOTS_PER_MS } from '../../metocean/layers/layers.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { hoursOfSamples } from '../../metocean/statistics.ts'
import { formatQuantity, formatSpeed } from '../../units/format.ts'
import { beaufort } from '../../units/sea-words.ts'
import { type Estimate, noEstimate } from '../estimate.ts'
import { meetingOf, seaOf } from '../meeting.ts'
import { overGroundMs } from '../sea/relative-weather.ts'
import type { Loading, Ship } from '../ship.ts'
import type { PlannedSpeed } from '../voyage.ts'
import { hullOf, type Particulars, particularsOf } from './hull.ts'
import type { Told } from './ship-at-sea.ts'
import { kwonLoss, type KwonKind, speedInWeather, stawave1 } from './speed-loss.ts'

/** What of a ship her loss of speed and her added resistance are worked out with. */
export interface LossShip {
  readonly kind: KwonKind
  readonly particulars: Particulars
  /** Length of the bow; null: added resistance is not shown. */
  readonly bowM: number | null
}

/** @returns null unless it was switched on for the ship */
export function lossShip(ship: Ship, loading: Loading): LossShip | null {
  if (ship.speedLoss === null) return null
  const kind = ship.speedLoss === 'container' ? 'container' : loading.condition
  return { kind, particulars: particularsOf(ship, loading), bowM: ship.bowM }
}

/** What wind and sea take of her speed at one sample, at the power that gives the planned speed in calm water. */
export interface WeatherLoss {
  /** Through the water, as over the ground where the current is not known. */
  readonly calmKn: number
  readonly groundKn: number
  /** Percent of it, by Kwon. */
  readonly loss: Estimate
  /** Newton, by STAWAVE-1; null: no length of the bow. It has nothing to do with the loss, and is never added to it. */
  readonly added: Estimate | null
}

/** One sample at a time; null where she does not sail. */
export function weatherLossOf(columns: ResultColumns, { kind, particulars, bowM }: LossShip, planned: PlannedSpeed) {
  const sea = seaOf(columns)
  const meeting = meetingOf(columns, planned, sea)
  const hull = hullOf(particulars)
  const windMs = columns.fields['Winds_10m_Intensity']
  return (index: number): WeatherLoss | null => {
    if (!(overGroundMs(columns, index) > 0)) return null
    const { windAngleDeg, seaAngleDeg, groundKn, way } = meeting(index)
    const force = windMs ? (beaufort(numberAt(windMs, index) * KNOTS_PER_MS) ?? NaN) : NaN
    // A calm comes from nowhere and takes nothing.
    const angleDeg = force === 0 ? 0 : windAngleDeg
    const calmKn = way.speedKn
    return {
      calmKn,
      groundKn: Number.isNaN(groundKn) ? calmKn : groundKn,
      loss: !hull.known
        ? hull
        : windMs
          ? kwonLoss(hull.value, kind, calmKn, angleDeg, force)
          : noEstimate('needs the wind at 10 m'),
      added:
        bowM === null ? null : hull.known ? stawave1(hull.value, bowM, sea.total(index).heightM, seaAngleDeg) : hull,
    }
  }
}

/** `~ 8.7 %, leaves 12.3 kn`; no figure outside the method. */
export function lossWords({ calmKn, loss }: WeatherLoss): Told {
  if (!loss.known) return loss
  const left = speedInWeather(calmKn, loss)
  if (!left.known) return { text: `~ ${left.reason}` }
  return { text: `~ ${formatQuantity(loss.value, '%', 1)}, leaves ${formatSpeed(left.value)}` }
}

/** `146 kN` of head waves. */
export function addedWords(added: Estimate): Told {
  if (!added.known) return added
  const text = formatQuantity(added.value / 1000, 'kN')
  return { text: added.outsideRange === null ? text : `~ ${text}; ${added.outsideRange}` }
}

/** The loss over a passage; hours are those under way. */
export interface PassageLoss {
  /** Percent over the hours that the method covers; NaN: none. */
  readonly meanPercent: number
  /** How much later she would be at the same power, over the same hours. */
  readonly laterHours: number
  readonly hours: number
  readonly coveredHours: number
  /** Outside the method for another reason, and because the loss is more than it is for. */
  readonly outsideHours: number
  readonly tooMuchHours: number
  readonly unknownHours: number
  /** Why the first of them is not known. */
  readonly unknownReason: string | null
}

/** Each sample stands for the time half-way to its neighbours. The plan and its ETA stay what they are. */
export function passageLoss(columns: ResultColumns, ship: LossShip, planned: PlannedSpeed): PassageLoss {
  const sampleHours = hoursOfSamples(columns.timeMs)
  const lossAt = weatherLossOf(columns, ship, planned)
  let [percentHours, laterHours, hours, coveredHours, outsideHours, tooMuchHours, unknownHours] = [0, 0, 0, 0, 0, 0, 0]
  let unknownReason: string | null = null
  for (let index = 0; index < columns.count; index++) {
    const weather = lossAt(index)
    const share = numberAt(sampleHours, index)
    if (!weather || share === 0) continue
    const { loss, calmKn, groundKn } = weather
    hours += share
    if (!loss.known) {
      unknownHours += share
      unknownReason ??= loss.reason
      continue
    }
    const leftKn = groundKn - (calmKn * loss.value) / 100
    if (loss.outsideRange === null && leftKn > 0) {
      coveredHours += share
      percentHours += loss.value * share
      // By the miles, as the answer's own times may be planned through the water.
      const miles = share * overGroundMs(columns, index) * KNOTS_PER_MS
      laterHours += miles / leftKn - miles / groundKn
    } else if (loss.outsideRange?.startsWith('more than')) tooMuchHours += share
    else outsideHours += share
  }
  const meanPercent = coveredHours > 0 ? percentHours / coveredHours : NaN
  return { meanPercent, laterHours, hours, coveredHours, outsideHours, tooMuchHours, unknownHours, unknownReason }
}

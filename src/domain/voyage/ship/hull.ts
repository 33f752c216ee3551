import type { Loading, Ship } from '../ship.ts'
import { type Estimate, estimated, noEstimate } from '../estimate.ts'

/** What the formulas ask of a ship and her loading; null where it is not given. Metres, tonnes, seconds. */
export interface Particulars {
  /** Between perpendiculars. */
  readonly lengthM: number | null
  readonly beamM: number | null
  readonly draughtM: number | null
  readonly blockCoefficient: number | null
  readonly displacementT: number | null
  /** Metacentric height, corrected for free surfaces. It changes with every loading. */
  readonly gmM: number | null
  /** Measured on board; it wins over one worked out from GM. */
  readonly rollPeriodS: number | null
}

/** What is known of a ship and her loading. Her length over all stands in for nothing: it is another length. */
export const particularsOf = (
  { lppM, beamM, draughtM, blockCoefficient }: Ship,
  { displacementT, gmM, rollPeriodS }: Loading,
): Particulars => ({ lengthM: lppM, beamM, draughtM, blockCoefficient, displacementT, gmM, rollPeriodS })

export const noParticulars: Particulars = {
  lengthM: null,
  beamM: null,
  draughtM: null,
  blockCoefficient: null,
  displacementT: null,
  gmM: null,
  rollPeriodS: null,
}

/** The body under water. */
export interface Hull {
  readonly lengthM: number
  readonly beamM: number
  readonly draughtM: number
  readonly blockCoefficient: number
  readonly volumeM3: number
}

/** Density of sea water, kg/m³. */
export const SEA_WATER = 1025
/** What a block coefficient may be. */
export const BLOCK = { min: 0.4, max: 0.95 } as const
/** Further apart, an entered block coefficient and that of the displacement are not of one loading. */
const BLOCK_APART = 0.03

/** A displacement wins over a block coefficient. */
export function hullOf({ lengthM, beamM, draughtM, blockCoefficient, displacementT }: Particulars): Estimate<Hull> {
  if (lengthM === null || beamM === null || draughtM === null) return noEstimate('needs length, beam and draught')
  const box = lengthM * beamM * draughtM
  const block = displacementT === null ? blockCoefficient : displacementT / (SEA_WATER / 1000) / box
  if (block === null) return noEstimate('needs block coefficient or displacement')
  if (!(block >= BLOCK.min && block <= BLOCK.max)) return noEstimate('block coefficient is not between 0.40 and 0.95')
  return estimated({ lengthM, beamM, draughtM, blockCoefficient: block, volumeM3: block * box })
}

/** Are both a block coefficient and a displacement given that cannot be of one loading? */
export function isBlockDoubtful(particulars: Particulars): boolean {
  const { blockCoefficient: entered, displacementT } = particulars
  if (entered === null || displacementT === null) return false
  const hull = hullOf(particulars)
  return hull.known ? Math.abs(hull.value.blockCoefficient - entered) > BLOCK_APART : true
}

/** What is lacking, in words of the ship's papers, and what it would add to the charts; null: nothing is. */
export function lackingParticulars(particulars: Particulars): string | null {
  const { lengthM, beamM, draughtM, blockCoefficient, displacementT } = particulars
  const [noRoll, noHull] = [!rollPeriod(particulars).known, !hullOf(particulars).known]
  const lacking = [
    lengthM === null && 'LPP',
    beamM === null && 'beam',
    draughtM === null && 'draught',
    blockCoefficient === null && displacementT === null && 'block coefficient or displacement',
    particulars.gmM === null && particulars.rollPeriodS === null && 'GM or roll period',
  ].filter((words) => words !== false)
  if (lacking.length === 0) return null
  const last = lacking.at(-1)
  const list = lacking.length === 1 ? last : `${lacking.slice(0, -1).join(', ')} and ${last}`
  const added = [(lengthM === null || noRoll) && 'her motion in the sea', noHull && 'under-keel clearance']
  return `With ${list}, the charts also show ${added.filter(Boolean).join(' and ')}.`
}

/** What contradicts what, in words; null: nothing does, or too little is given to tell. */
export function blockDoubt(particulars: Particulars): string | null {
  const { lengthM, beamM, draughtM, blockCoefficient: entered } = particulars
  if (lengthM === null || beamM === null || draughtM === null || entered === null) return null
  if (!isBlockDoubtful(particulars)) return null
  const hull = hullOf(particulars)
  const found = hull.known ? hull.value.blockCoefficient.toFixed(2) : 'none that a ship has'
  return `The displacement gives a block coefficient of ${found}, not ${entered}. Check both; the displacement counts.`
}

/**
 * Natural period of roll, seconds: as measured, else from GM.
 * Source: 2008 IS Code, part A, 2.3 (weather criterion); for ships of beam / draught below 3.5 and less than 20 s.
 */
export function rollPeriod({ lengthM, beamM, draughtM, gmM, rollPeriodS }: Particulars): Estimate {
  if (rollPeriodS !== null && rollPeriodS > 0) return estimated(rollPeriodS)
  if (gmM === null || !(gmM > 0)) return noEstimate('needs GM or roll period')
  if (lengthM === null || beamM === null || draughtM === null) return noEstimate('needs length, beam and draught')
  const c = 0.373 + (0.023 * beamM) / draughtM - (0.043 * lengthM) / 100
  const period = (2 * c * beamM) / Math.sqrt(gmM)
  if (!(period > 0)) return noEstimate('length, beam and draught do not fit together')
  const outside =
    beamM / draughtM >= 3.5 ? 'beam over draught is 3.5 or more' : period >= 20 ? 'roll period is 20 s or more' : null
  return estimated(period, outside)
}

import { type Hull, type Particulars, noParticulars, hullOf } from '#src/domain/voyage/ship/hull.ts'

/** A bulk carrier and a container ship, as in the worked examples. */
export const bulker: Particulars = {
  ...noParticulars,
  lengthM: 217,
  beamM: 32.25,
  draughtM: 14,
  blockCoefficient: 0.84,
  gmM: 3,
}
export const container: Particulars = {
  ...noParticulars,
  lengthM: 286,
  beamM: 40,
  draughtM: 13,
  blockCoefficient: 0.65,
  gmM: 1.2,
}

export function hullFrom(particulars: Particulars): Hull {
  const hull = hullOf(particulars)
  if (!hull.known) throw new Error(hull.reason)
  return hull.value
}

/** A sea from the east with a long swell in it, and a short wind sea from the north-east. */
export const beamSwell = {
  Waves_Mean_Direction: 90,
  Swell_Wave_Significant_Height: 3,
  Swell_Wave_Mean_Period: 12.4,
  Swell_Wave_Mean_Direction: 90,
  Wind_Wave_Significant_Height: 1,
  Wind_Wave_Mean_Period: 4,
  Wind_Wave_Mean_Direction: 45,
}

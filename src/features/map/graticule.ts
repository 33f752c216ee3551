import type { Feature, FeatureCollection } from 'geojson'

/** Spacings in degrees, each drawn from its zoom on. */
export const graticuleSteps = [
  { step: 30, zoom: 0 },
  { step: 10, zoom: 2.6 },
  { step: 5, zoom: 4.4 },
  { step: 1, zoom: 6.6 },
] as const

/** As far as a Mercator map shows. */
const MAX_LAT = 85

const line = (step: number, coordinates: number[][]): Feature => ({ type: 'Feature', properties: { step }, geometry: { type: 'LineString', coordinates } })

/** The coarsest spacing a line belongs to. */
const stepOf = (degrees: number): number => graticuleSteps.find(({ step }) => degrees % step === 0)!.step

/** Meridians and parallels, one world wide; property `step` is the coarsest spacing a line belongs to, degrees. */
export function graticule(): FeatureCollection {
  const meridians = Array.from({ length: 360 }, (_, index) => index - 180).map((lon) => line(stepOf(lon), [[lon, -MAX_LAT], [lon, MAX_LAT]]))
  const parallels = Array.from({ length: 2 * MAX_LAT + 1 }, (_, index) => index - MAX_LAT).map((lat) => line(stepOf(lat), [[-180, lat], [180, lat]]))
  return { type: 'FeatureCollection', features: [...meridians, ...parallels] }
}

import { z } from 'zod'
import { meridianArcBetween, METRES_PER_NM, radians } from '#src/domain/geodesy/wgs84.ts'
import { MS_PER_KNOT } from '#src/domain/voyage/sea/dispersion.ts'
import { type Flow } from './sea/geometry.ts'

/**
 * Currents for which the best track is known in closed form, instead of the model's. `still`: none. `shear`: towards the
 * east, 0.02 kn more for each nautical mile north of the equator, and towards the west south of it.
 */
export const TestField = z.enum(['still', 'shear'], { error: 'must be still or shear' })
export type TestField = z.infer<typeof TestField>

const SHEAR_KN_PER_NM = 0.02

/** Metres per second. */
export function testCurrent(field: TestField, lat: number): Flow {
  const northNm = meridianArcBetween(0, radians(lat)) / METRES_PER_NM
  return { east: field === 'shear' ? SHEAR_KN_PER_NM * northNm * MS_PER_KNOT : 0, north: 0 }
}

import { z } from '../../schema.ts'

/** Sea lanes as the build makes them. */
export const SeaLanes = z.object({
  /** Whose they are, and under which licence. */
  notice: z.string(),
  /** Degrees, longitudes in (−180, 180]. */
  lat: z.array(z.number()),
  lon: z.array(z.number()),
  /** Each between two places, by their indices. */
  lines: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type SeaLanes = z.infer<typeof SeaLanes>

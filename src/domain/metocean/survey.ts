import { z } from '../schema.ts'

/** The same voyage at several departures: all samples of the first, then all of the next, and so on. */
const DeparturesSurvey = z
  .object({
    kind: z.literal('departures'),
    /** Epoch milliseconds UTC, in order. */
    departuresMs: z.array(z.number()).min(1).readonly(),
  })
  .readonly()
export type DeparturesSurvey = z.infer<typeof DeparturesSurvey>

/**
 * The sea to both sides of a route: stages along it, places across it at each stage, and times at each place while she
 * can be there. In the order of the request: stage by stage, from port to starboard, from the earliest time to the last.
 */
const CorridorSurvey = z
  .object({
    kind: z.literal('corridor'),
    /** The route it was laid around, with the kind of the leg that ends at each waypoint. Longitudes unwrapped. */
    line: z
      .array(z.object({ lat: z.number(), lon: z.number(), type: z.enum(['RL', 'GC']), isKept: z.boolean() }).readonly())
      .min(2)
      .readonly(),
    /** Departure, epoch milliseconds UTC. */
    departureMs: z.number(),
    /** Her speed through the water, knots. */
    speedKn: z.number().positive(),
    /** How far to either side, nautical miles, where nothing narrows it. */
    halfWidthNm: z.number().positive(),
    /** How much faster or slower than her own speed she may be over ground, knots: it decides the times. */
    driftKn: z.number().nonnegative(),
    /** How many there are of each. */
    stages: z.number().int().min(2),
    places: z.number().int().min(1),
    times: z.number().int().min(1),
  })
  .readonly()
export type CorridorSurvey = z.infer<typeof CorridorSurvey>

/** What a request samples that is more than a plan. Its answer is worked on and never shown as that of the plan. */
export const Survey = z.discriminatedUnion('kind', [DeparturesSurvey, CorridorSurvey])
export type Survey = z.infer<typeof Survey>

import { z } from '../schema.ts'
import { Ship } from '../voyage/ship.ts'
import { Limits } from './limits.ts'

/** Limits kept under a name, optionally for one ship. */
export const LimitProfile = z
  .object({ name: z.string(), ship: Ship.unwrap().pick({ name: true, imo: true }).nullable(), limits: Limits })
  .readonly()
export type LimitProfile = z.infer<typeof LimitProfile>

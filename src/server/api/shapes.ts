import { z } from 'zod'
import { RequestPoint } from '#src/domain/metocean/wire/contract.ts'

/** One entry of a result. Written by the field model as text and read by hand, since there are 100,000 of them; described here. */
export const ResultEntry = z.object({
  coordinates: RequestPoint,
  /** By the names of the fields; null where there is no value. */
  conditions: z.record(z.string(), z.number().nullable()),
})

/** GET /health. */
export const ServerHealth = z.object({
  status: z.enum(['ok', 'degraded', 'failing']),
  checks: z.record(z.string(), z.string()),
  /** How late the server was at worst since it was last asked. Milliseconds. */
  lag_ms: z.number(),
})

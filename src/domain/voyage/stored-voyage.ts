import { z } from '../schema.ts'
import { asAppError, AppError } from '../errors.ts'
import { defaultLimits } from '../limits/limits.ts'
import { RequestChoices, RoutePlan, Voyage, VOYAGE_SCHEMA, voyageOfPlan } from './voyage.ts'

/** Schema 1: one route, no ship. */
const VoyageV1 = z.object({ id: z.string(), name: z.string(), request: RequestChoices })

const older: Readonly<Record<number, (document: unknown) => unknown>> = {
  1: (document) => {
    const { id, ...said } = VoyageV1.parse(document)
    return { ...voyageOfPlan(id, RoutePlan.parse(document)), ...said }
  },
  /** No limits: the starting ones, which the screen names as such. */
  2: (document) => ({ ...z.looseObject({}).parse(document), limits: defaultLimits }),
}

/**
 * Reads what is stored, of this schema or an older one.
 * @param schema as stored beside the document
 * @throws AppError `voyage-newer` (saved by a later Fairway), `voyage-unreadable`
 */
export function readVoyage(schema: number, document: unknown): Voyage {
  if (schema > VOYAGE_SCHEMA) throw new AppError('voyage-newer', `schema ${schema}`)
  try {
    return Voyage.parse(older[schema]?.(document) ?? document)
  } catch (cause) {
    throw new AppError('voyage-unreadable', asAppError(cause).detail.slice(0, 500), { cause })
  }
}

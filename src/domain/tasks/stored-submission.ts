import { z } from 'zod'
import { isColumn } from '../column.ts'
import type { Submission, SubmissionState } from './submission.ts'

const states = [
  'unsent',
  'sending',
  'unknown',
  'not-found',
  'accepted',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly SubmissionState[]
const column = z.custom<Float64Array>(isColumn)
const ms = z.number().nullable()

/** What every part of the screen takes for granted of a stored submission; more may be there, of a newer Fairway. */
const Stored = z.looseObject({
  id: z.string().min(1),
  taskName: z.string(),
  mode: z.enum(['sync', 'async']),
  points: z
    .object({ lat: column, lon: column, timeMs: column })
    .refine(({ lat, lon, timeMs }) => lat.length === lon.length && lat.length === timeMs.length),
  variables: z.array(z.string()),
  createdMs: z.number(),
  sentMs: ms,
  state: z.enum(states),
  taskId: z.string().nullable(),
  cancelAskedMs: ms,
  finishedMs: ms,
})

const Part = z.object({
  voyageId: z.string(),
  voyageName: z.string(),
  alternativeId: z.string().nullable(),
  alternativeName: z.string(),
  first: z.number(),
  count: z.number(),
})
const WithParts = z.looseObject({ parts: z.array(Part) })
/** Of before a request could serve several voyages or alternatives. */
const OfOneVoyage = z.looseObject({ voyageId: z.string(), routeName: z.string() })

/**
 * What is stored as a submission that can be shown and followed; null where it is damaged, or of a newer Fairway that
 * knows more states: that is left as it is stored.
 */
export function submissionFrom(stored: unknown): Submission | null {
  if (!Stored.safeParse(stored).success) return null
  const submission = stored as Submission
  if (WithParts.safeParse(stored).success) return submission
  const old = OfOneVoyage.safeParse(stored)
  if (!old.success) return null
  const { voyageId, routeName: voyageName } = old.data
  const {
    lat: { length: count },
  } = submission.points
  return {
    ...submission,
    parts: count === 0 ? [] : [{ voyageId, voyageName, alternativeId: null, alternativeName: '', first: 0, count }],
  }
}

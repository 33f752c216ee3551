import { z } from 'zod'
import { isColumn } from '../column.ts'
import type { Submission, SubmissionState } from './submission.ts'

const states = ['unsent', 'sending', 'unknown', 'not-found', 'accepted', 'done', 'failed', 'cancelled'] as const satisfies readonly SubmissionState[]
const column = z.custom<Float64Array>(isColumn)
const ms = z.number().nullable()

/** What every part of the screen takes for granted of a stored submission; more may be there, of a newer Fairway. */
const Stored = z.looseObject({
  id: z.string().min(1),
  taskName: z.string(),
  mode: z.enum(['sync', 'async']),
  voyageId: z.string(),
  routeName: z.string(),
  points: z.object({ lat: column, lon: column, timeMs: column }).refine(({ lat, lon, timeMs }) => lat.length === lon.length && lat.length === timeMs.length),
  variables: z.array(z.string()),
  createdMs: z.number(),
  sentMs: ms,
  state: z.enum(states),
  taskId: z.string().nullable(),
  cancelAskedMs: ms,
  finishedMs: ms,
})

/** Can what is stored be shown and followed? What is damaged, or of a newer Fairway that knows more states, is left as it is stored. */
export function isStoredSubmission(stored: unknown): stored is Submission {
  return Stored.safeParse(stored).success
}

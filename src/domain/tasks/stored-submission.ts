import { z } from 'zod'
import { Submission } from './submission.ts'

/** What every part of the screen takes for granted of a stored submission; more may be there, of a newer Fairway. */
const Stored = Submission.unwrap()
  .pick({
    id: true,
    taskName: true,
    mode: true,
    points: true,
    createdMs: true,
    sentMs: true,
    state: true,
    taskId: true,
    cancelAskedMs: true,
    finishedMs: true,
  })
  .extend({ variables: z.array(z.string()) })
const WithParts = Submission.unwrap().pick({ parts: true })
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

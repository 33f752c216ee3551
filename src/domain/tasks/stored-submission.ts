import { z } from '../schema.ts'
import { Submission } from './submission.ts'

/** What every part of the screen relies on in a stored submission; a newer Fairway may have stored more. */
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
/** The form from before a request could serve several voyages or alternatives. */
const OfOneVoyage = z.looseObject({ voyageId: z.string(), routeName: z.string() })

/**
 * A stored record as a submission that can be shown and followed; null where it is damaged, or from a newer Fairway
 * with more states. Such a record stays as it is stored.
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

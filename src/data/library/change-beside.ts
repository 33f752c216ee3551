import { AppError, asAppError } from '#src/domain/errors.ts'
import { besideOf, type Beside } from '#src/domain/library/beside.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import type { EntryState } from '#src/domain/library/wire.ts'
import type { EntryCalls } from './library-calls.ts'

/** Somebody who saves while this is done comes first; so often it is done again. */
const MOST_TRIES = 3

/**
 * Changes in the library what is kept beside a voyage. The voyage stays as it is there; desks that have it open take
 * the change in without being asked about it.
 * @param change what shall be there instead
 * @returns the state of the entry; its revision is for `LibrarySync.heard`
 * @throws HttpError; AppError `voyage-not-here` where it is archived, `voyage-newer`, `voyage-unreadable`, or `busy`
 * where others save it all the time
 */
export async function changeBeside(
  calls: Pick<EntryCalls, 'read' | 'save'>,
  voyageId: string,
  change: (beside: Beside) => Partial<Beside>,
): Promise<EntryState> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { rev, document, archivedAt } = await calls.read(voyageId)
    if (archivedAt !== null) throw new AppError('voyage-not-here', 'somebody has archived it')
    const beside = besideOf(readVoyageDocument(document))
    try {
      return await calls.save(voyageId, rev, { ...document, ...change(beside) })
    } catch (error) {
      if (asAppError(error).code !== 'conflict') throw error
    }
  }
  throw new AppError('busy', 'the voyage is being changed all the time')
}

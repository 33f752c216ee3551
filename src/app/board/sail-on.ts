import { loadVoyage } from '#src/data/voyages/voyages.ts'
import { AppError } from '#src/domain/errors.ts'
import type { BoardRow } from '#src/domain/library/board.ts'
import { restBeside, type RestWork } from '#src/domain/voyage/rest-beside.ts'
import { intend } from '#src/state/intents.ts'
import { currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { joinTeam } from '../voyage/library.ts'
import { session } from '../voyage/session.ts'

/**
 * Plans the rest of a voyage from her last report: opens the voyage, with the rest as an alternative of its own, and the
 * dialog that is wanted on it.
 * @param open shows the voyage; it may still be read from the disk then. False: it cannot be shown
 * @returns why not, in words; null: it is done, or the session says why it cannot be shown
 * @throws AppError where the voyage cannot be brought here
 */
export async function sailOn(
  { id, rev, report, desks }: BoardRow,
  work: RestWork,
  open: (id: string) => Promise<boolean>,
): Promise<string | null> {
  if (report === null) return null
  const editor = desks.find(({ edits }) => edits)
  if (editor && !isEditedHere(id))
    return `${editor.user || 'Another desk'} is editing this voyage. Open it and press Edit here first.`
  const { sync } = await joinTeam()
  await session.flush()
  await sync.bring(id)
  await sync.heard(id, rev)
  const kept = await loadVoyage(id)
  if (!kept) throw new AppError('voyage-not-here')
  const { problem } = restBeside(kept.voyage, report)
  if (problem !== null) return problem
  if (!(await open(id)) || !(await isShown(id))) return null
  const rest = restBeside(currentVoyage(), report)
  if (rest.problem !== null) return rest.problem
  voyageActions.voyageReplaced(rest.voyage)
  intend('open-dialog', work)
  return null
}

/** Of all desks that edit it this may be the one. */
function isEditedHere(id: string): boolean {
  const { reading, atDesk } = session.snapshot()
  return currentVoyage().id === id && !reading && atDesk === null
}

/** Waits until the session shows the voyage; false: it cannot. */
function isShown(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      const isHere = currentVoyage().id === id
      if (!isHere && session.snapshot().failure === null) return
      stop()
      resolve(isHere)
    }
    const stop = session.subscribe(look)
    look()
  })
}

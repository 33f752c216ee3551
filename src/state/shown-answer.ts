import { type Shown } from '#src/domain/tasks/shown-answer.ts'
import { wholeOfKey } from '#src/domain/tasks/submission.ts'
import { keptName } from './kept-name.ts'
import { givenToLastVoyage, keptPerVoyage } from './per-voyage.ts'
import { currentVoyage, onAnotherVoyage } from './voyage.ts'

const NAME = 'fairway.shown'

const shown = keptPerVoyage<Shown>({ name: NAME, version: 1 })

/** Until its version 2 the view kept one answer for all voyages. */
function shownBefore(): string | null {
  try {
    if (localStorage.getItem(keptName(NAME)) !== null) return null
    const { state } = JSON.parse(localStorage.getItem(keptName('fairway.view')) ?? '{}') as {
      state?: { shownKey?: unknown }
    }
    return typeof state?.shownKey === 'string' ? state.shownKey : null
  } catch {
    return null
  }
}
const before = shownBefore()
if (before !== null) {
  for (const [id, key] of Object.entries(givenToLastVoyage(before)))
    shown.put({ key, until: 'newer', sinceMs: Date.now(), alternativeId: null }, id)
}

// An answer from elsewhere is shown only while the voyage is open; when it is opened again, it shows its own.
onAnotherVoyage((id) => {
  const one = shown.of(id)
  if (one?.until === 'left') shown.put(one.before ?? null, id)
})

/** What the open voyage shows; null: nothing yet. */
export const currentShown = (): Shown | null => shown.ofOpen() ?? null

/** Shows an answer in the open voyage. @param key null: the operator closes the results */
export function shownInVoyage(key: string | null, until: Shown['until']): void {
  const voyage = currentVoyage()
  const was = currentShown()
  const now: Shown = { key, until, sinceMs: Date.now(), alternativeId: voyage.activeId }
  shown.put(until === 'left' ? { ...now, before: was?.until === 'left' ? (was.before ?? null) : was } : now)
}

/** What the open voyage shows has changed by itself. */
export const shownSettled = (now: Shown): void => shown.put(now)

/** The task id of a shown answer has become known. */
export function shownRenamed(from: string, to: string): void {
  const renamed = (one: Shown): Shown =>
    one.key !== null && wholeOfKey(one.key).whole === from ? { ...one, key: to + one.key.slice(from.length) } : one
  shown.update((one) => {
    const { key } = renamed(one)
    const earlier = one.before && renamed(one.before)
    return key === one.key && earlier === one.before ? one : { ...one, key, ...(earlier && { before: earlier }) }
  })
}

/** Key of the answer the open voyage draws: a task id, or `submission:<uuid>` while that is not known; null: none. */
export const useShownKey = (): string | null => shown.useOpen()?.key ?? null

import { sailableAlternatives } from '#src/domain/voyage/request-plan.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'

const ASKED_KEY = 'fairway.keep-asked'

/**
 * Asks the browser, once in its life and only when there is a voyage worth it, not to clear out what Fairway keeps when
 * it runs out of space. Some browsers ask the operator; a refusal changes nothing and is not mentioned.
 */
export async function askToKeep(voyage: Voyage): Promise<void> {
  if (sailableAlternatives(voyage).length === 0) return // nothing to lose but a name
  try {
    if (localStorage.getItem(ASKED_KEY) !== null) return
    localStorage.setItem(ASKED_KEY, new Date().toISOString())
    // Without a secure context there is no such question to ask.
    const manager = (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined
    await manager?.persist?.()
  } catch {
    // Nothing may be kept here at all: the storage state already says so on the screen.
  }
}

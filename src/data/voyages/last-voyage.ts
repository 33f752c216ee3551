const LAST_KEY = 'fairway.voyage'

/** Which voyage this browser worked on last; null where there is none or nothing may be kept. */
export function lastVoyageId(): string | null {
  try {
    return localStorage.getItem(LAST_KEY)
  } catch {
    return null
  }
}

/** Makes a voyage the one to go on with. */
export function rememberVoyage(id: string): void {
  try {
    localStorage.setItem(LAST_KEY, id)
  } catch {
    // Storage is denied: the storage state already says so on the screen.
  }
}

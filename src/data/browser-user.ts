import { BROWSER_USER_KEY, type BrowserUser, keptFor, rememberedUser } from '#src/domain/browser-user.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'

const remembered = () => rememberedUser((key) => localStorage.getItem(key))

/** For whom this page was opened; null: nobody has signed in at this browser yet. It is the same for its whole life. */
export const pageUser: BrowserUser | null = remembered()

/** The name under which this page keeps or shares something of its user: a database, a channel, a lock. */
export const ownName = (name: string): string => keptFor(pageUser, name)

const isOther = (user: BrowserUser | null) => keptFor(user, '') !== ownName('')

/** @returns false where the browser keeps nothing */
function remember(user: BrowserUser): boolean {
  const text = JSON.stringify(user)
  try {
    if (localStorage.getItem(BROWSER_USER_KEY) !== text) localStorage.setItem(BROWSER_USER_KEY, text)
    return localStorage.getItem(BROWSER_USER_KEY) === text
  } catch {
    return false
  }
}

/**
 * Notes who the server says is signed in. For another one than the page was opened for, the page is opened anew, so that
 * nobody sees or sends what is somebody else's.
 * @returns false where that happens
 */
export function isPageUser({ user, auth }: Pick<About, 'user' | 'auth'>): boolean {
  const now = { name: user, auth: auth ?? 'none' }
  // A browser that keeps nothing has nothing to keep apart.
  if (!remember(now) || !isOther(now)) return true
  window.location.reload()
  return false
}

/** Nobody is signed in any more: other tabs leave too. What the user had stays, until they come back. */
export function forgetUser(): void {
  if (pageUser) remember({ ...pageUser, name: '' })
}

/** Opens the page anew once another tab has another user. For the life of the page. */
export function watchBrowserUser(): void {
  window.addEventListener('storage', ({ key }) => {
    if ((key === BROWSER_USER_KEY || key === null) && isOther(remembered())) window.location.reload()
  })
}

/** In sessionStorage, which only this tab has: no link from elsewhere can bring it about. */
export const CLEAR_KEY = 'fairway.clear'

/** What is to be cleared when the page opens: null: nothing; `next` as `signOut` returned it. */
export function clearingAsked(): { readonly next: string | null } | null {
  try {
    const next = sessionStorage.getItem(CLEAR_KEY)
    return next === null ? null : { next: next || null }
  } catch {
    return null
  }
}

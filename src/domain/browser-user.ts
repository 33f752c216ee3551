import type { AuthMode } from './metocean/wire/contract.ts'

/** Whom a browser remembers: what it keeps is kept apart for each of them. */
export interface BrowserUser {
  /** Empty: nobody, since the last one signed out. */
  readonly name: string
  readonly auth: AuthMode
}

/** Where a browser notes it, in localStorage; `public/theme.js` reads it too. */
export const BROWSER_USER_KEY = 'fairway.user'

/** @param kept reads localStorage, and may throw. @returns null where nobody is noted, or not readably */
export function rememberedUser(kept: (key: string) => string | null): BrowserUser | null {
  try {
    const { name, auth } = JSON.parse(kept(BROWSER_USER_KEY) ?? '{}') as Partial<BrowserUser>
    return typeof name === 'string' && typeof auth === 'string' ? { name, auth } : null
  } catch {
    return null
  }
}

/**
 * The name under which something is kept for a user. Without a sign-in, as in browsers from before there was one, it is
 * the plain name.
 */
export const keptFor = (user: BrowserUser | null, name: string): string =>
  user === null || user.auth === 'none' ? name : `${name}:${user.name}`

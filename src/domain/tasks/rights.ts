import type { About } from '../metocean/wire/contract.ts'

/** What the user may do with tasks. */
export interface Rights {
  /** Whose tasks are theirs; null: nobody signs in, so tasks are told apart by browser. */
  readonly me: string | null
  readonly maySend: boolean
  /** Also tasks of others. */
  readonly mayCancelAny: boolean
  /** What the library has, for good. */
  readonly mayRemove: boolean
}

/** @param about null while it is not known; the server has the last word anyway */
export function rightsOf(about: Pick<About, 'user' | 'role' | 'auth'> | null): Rights {
  const { user = '', role = 'admin', auth = 'none' } = about ?? {}
  const isAdmin = role === 'admin' || role === null
  return {
    me: auth === 'none' || auth === null ? null : user,
    maySend: role !== 'viewer',
    mayCancelAny: isAdmin,
    mayRemove: isAdmin,
  }
}

/** Does the server keep voyages for the team? */
export const keepsLibrary = (about: Pick<About, 'capabilities'> | null): boolean =>
  about?.capabilities.includes('library') ?? false

/** Why a viewer can send nothing. */
export const VIEWER_WORDS = 'Viewers can see answers but not ask for any. An administrator can change your role.'

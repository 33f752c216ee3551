import { z } from '#src/domain/schema.ts'
import { CLEAR_KEY, forgetUser } from './browser-user.ts'
import { call, callJson } from './http/http.ts'
import { readText } from './read-text.ts'
import { bounds } from '#src/domain/metocean/wire/contract.ts'

/**
 * Opens a session with a token; who it is, `/api/about` says from then on.
 * @throws HttpError, its `said` the server's own sentence
 */
export async function signInWithToken(token: string): Promise<void> {
  await callJson('/auth/sign-in', z.object({ user: z.string() }), { method: 'POST', body: JSON.stringify({ token }) })
}

const SignedOutAnswer = z.object({ next: z.string().nullish() })

/**
 * Ends the session at the server, and forgets the user here: other tabs leave too.
 * @returns where the identity provider ends its own, or null
 * @throws HttpError: still signed in
 */
export async function signOut(): Promise<string | null> {
  const response = await call('/auth/sign-out', { method: 'POST', body: '{}' })
  const text = response.status === 204 ? '' : await readText(response, bounds.otherBytes)
  forgetUser()
  return text === '' ? null : (SignedOutAnswer.parse(JSON.parse(text)).next ?? null)
}

/** Opens the sign-in page, which clears the browser first: by then nothing of Fairway writes any more. */
export function clearAfterLeaving(next: string | null): void {
  sessionStorage.setItem(CLEAR_KEY, next ?? '')
  window.location.assign('/sign-in')
}

/**
 * Removes everything this browser keeps for this site: databases, localStorage, sessionStorage and caches, those of all
 * its users.
 * @throws Error where a part of it could not be removed
 */
export async function clearBrowser(): Promise<void> {
  const databases = await indexedDB.databases()
  await Promise.all(databases.flatMap(({ name }) => (name === undefined ? [] : deleteDatabase(name))))
  if ('caches' in globalThis) await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
  localStorage.clear()
  sessionStorage.clear()
}

/** How long another tab may keep a database open. Milliseconds. */
const CLOSED_WITHIN_MS = 10_000

const deleteDatabase = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    const timer = setTimeout(() => reject(new Error(`${name} is open in another tab`)), CLOSED_WITHIN_MS)
    request.onsuccess = () => {
      clearTimeout(timer)
      resolve()
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(new Error(`${name} could not be removed`))
    }
  })

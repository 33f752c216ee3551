const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** What an address names: a voyage kept in this browser, a task of the service, the administrator's page, or none. */
export interface Address {
  readonly voyageId: string | null
  readonly taskId: string | null
  readonly isAdmin: boolean
}

/** Reads a path: `/`, `/v/<voyage uuid>`, `/t/<task id>` or `/admin`. */
export function readAddress(path: string): Address {
  const voyage = new RegExp(`^/v/(${UUID})/?$`, 'i').exec(path)
  const task = /^\/t\/([\w-]{1,128})\/?$/.exec(path)
  return { voyageId: voyage?.[1]?.toLowerCase() ?? null, taskId: task?.[1] ?? null, isAdmin: /^\/admin\/?$/.test(path) }
}

/**
 * How the address comes to another voyage: `opens` it, which Back undoes; `replaces` what is there, as when the address
 * itself was followed; `follows` a voyage that was read or saved.
 */
export type AddressChange = 'opens' | 'replaces' | 'follows'

let shownPath = typeof window === 'undefined' ? '' : window.location.pathname

/** The address names the voyage, for reloads, second tabs and Back. @param voyageId null: one that is not stored yet */
export function showAddress(voyageId: string | null, change: AddressChange): void {
  const { pathname } = window.location
  // A task's address stays until a voyage is opened; and what is saved while the operator goes back does not hold them.
  if (change === 'follows' && (readAddress(pathname).taskId !== null || pathname !== shownPath)) return
  shownPath = voyageId === null ? '/' : `/v/${voyageId}`
  if (pathname === shownPath) return
  if (change === 'opens') window.history.pushState(null, '', shownPath)
  else window.history.replaceState(null, '', shownPath)
}

/** The task of the address is no longer shown: a reload must not bring it back. */
export function leaveTaskAddress(): void {
  if (readAddress(window.location.pathname).taskId !== null) showAddress(null, 'replaces')
}

/** Calls with the address that Back or Forward has led to. @returns a function that ends it */
export function onTravel(listener: (address: Address) => void): () => void {
  const travelled = () => {
    const { pathname } = window.location
    if (pathname === shownPath) return // only the part of the page that a link leads to
    shownPath = pathname
    listener(readAddress(pathname))
  }
  window.addEventListener('popstate', travelled)
  return () => window.removeEventListener('popstate', travelled)
}

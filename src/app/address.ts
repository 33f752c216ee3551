const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** What an address names: a voyage, a task of the service, the board of all voyages, the administrator's page, or none. */
export interface Address {
  readonly voyageId: string | null
  readonly taskId: string | null
  readonly isBoard: boolean
  readonly isAdmin: boolean
}

/** Reads a path: `/`, `/v/<voyage uuid>`, `/t/<task id>`, `/board` or `/admin`. */
export function readAddress(path: string): Address {
  const voyage = new RegExp(`^/v/(${UUID})/?$`, 'i').exec(path)
  const task = /^\/t\/([\w-]{1,128})\/?$/.exec(path)
  return {
    voyageId: voyage?.[1]?.toLowerCase() ?? null,
    taskId: task?.[1] ?? null,
    isBoard: /^\/board\/?$/.test(path),
    isAdmin: /^\/admin\/?$/.test(path),
  }
}

/**
 * How the address comes to another voyage: `opens` it, which Back undoes; `replaces` what is there, as when the address
 * itself was followed; `follows` a voyage that was read, saved or opened for the task of the address.
 */
export type AddressChange = 'opens' | 'replaces' | 'follows'

let shownPath = typeof window === 'undefined' ? '' : window.location.pathname
const watchers = new Set<() => void>()

/** The address has changed, by the page itself or by the browser's buttons. @returns a function that ends it */
export function onAddressChange(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Does the page show the board? The voyage that was open stays as it is behind it. */
export const isBoardShown = (): boolean => readAddress(shownPath).isBoard

/** Where the voyage behind the board was last seen. */
let pathBehind = '/'

/** Goes from the board back to the voyage behind it. */
export const leaveBoard = (): void => go(pathBehind, 'opens')

/** Goes to the board. @param change of the address: what follows a voyage never leads there */
export const showBoard = (change: Exclude<AddressChange, 'follows'>): void => go('/board', change)

function go(path: string, change: AddressChange): void {
  if (!isBoardShown()) pathBehind = shownPath
  shownPath = path
  if (window.location.pathname !== path) {
    if (change === 'opens') window.history.pushState(null, '', path)
    else window.history.replaceState(null, '', path)
  }
  for (const watcher of watchers) watcher()
}

/** The voyage that was open when the address last had to do with one; null: it was not stored. */
let openVoyageId: string | null = null

/** The address names the voyage, for reloads, second tabs and Back. @param voyageId null: one that is not stored yet */
export function showAddress(voyageId: string | null, change: AddressChange): void {
  const { pathname } = window.location
  const { taskId, isBoard } = readAddress(pathname)
  openVoyageId = voyageId
  // A task's address stays until a voyage is opened, and so does the board; and what is saved while the operator goes
  // back does not hold them.
  if (change === 'follows' && (taskId !== null || isBoard || pathname !== shownPath)) return
  go(voyageId === null ? '/' : `/v/${voyageId}`, change)
}

/** The task of the address is no longer shown: a reload must not bring it back, and leads to the open voyage. */
export function leaveTaskAddress(): void {
  if (readAddress(window.location.pathname).taskId !== null) showAddress(openVoyageId, 'replaces')
}

const travellers = new Set<(address: Address) => void>()

function travelled(): void {
  const { pathname } = window.location
  if (pathname === shownPath) return // only the part of the page that a link leads to
  go(pathname, 'replaces')
  for (const listener of travellers) listener(readAddress(pathname))
}

/** Calls with the address that Back or Forward has led to. @returns a function that ends it */
export function onTravel(listener: (address: Address) => void): () => void {
  travellers.add(listener)
  window.addEventListener('popstate', travelled) // once, however often it is asked for
  return () => {
    travellers.delete(listener)
    if (travellers.size === 0) window.removeEventListener('popstate', travelled)
  }
}

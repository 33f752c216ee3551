import { Area } from '../areas/area.ts'
import { formatCount } from '../units/format.ts'
import { LimitProfile } from '../limits/limit-profile.ts'
import { Ship } from '../voyage/ship.ts'

/** What the library keeps for the team, each in a room of its own under `/api`. */
export const libraryKinds = ['voyage', 'ship', 'limit-profile', 'area'] as const
export type LibraryKind = (typeof libraryKinds)[number]

/** What a browser keeps whole, as a list together with the library's. */
export type TeamListName = Exclude<LibraryKind, 'voyage'>

export const isLibraryKind = (text: string): text is LibraryKind => libraryKinds.some((kind) => kind === text)

/** The documents of the kinds other than voyages; members of another version of Fairway are kept by whoever stores them. */
export const kindDocuments = { ship: Ship, 'limit-profile': LimitProfile, area: Area } as const

/** The path under `/api` of each kind. */
export const kindPaths: Readonly<Record<LibraryKind, string>> = {
  voyage: '/voyages',
  ship: '/ships',
  'limit-profile': '/limit-profiles',
  area: '/areas',
}

/** More names than these would hide what they stand over. */
const MOST_NAMES = 8

/** What was taken into the library, as many names as fit. @param noun of one; its plural ends in s */
export function takenInWords(noun: string, names: readonly string[]): string {
  const told = names.slice(0, MOST_NAMES).map((name) => `“${name}”`)
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  const are = names.length === 1 ? 'is' : 'are'
  return `${formatCount(names.length, noun)} of this browser ${are} now in the library too: ${told.join(', ')}${more}.`
}

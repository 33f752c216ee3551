import { formatCount } from '../units/format.ts'
import { z } from '../schema.ts'
import { LimitProfile } from '../limits/limit-profile.ts'
import { Ship } from '../voyage/ship.ts'

/** What the library keeps for the team, each in a room of its own under `/api`. */
export const libraryKinds = ['voyage', 'ship', 'limit-profile', 'area'] as const
export type LibraryKind = (typeof libraryKinds)[number]

export const isLibraryKind = (text: string): text is LibraryKind => libraryKinds.some((kind) => kind === text)

/** A named part of the sea, such as one to keep clear of. */
export const Area = z
  .object({
    name: z.string().min(1),
    note: z.string(),
    /** Corners in order, the last one joined to the first. Degrees, longitudes each at most 180° from the one before. */
    corners: z
      .array(z.object({ lat: z.number().min(-90).max(90), lon: z.number() }))
      .min(3)
      .max(2000)
      .readonly(),
  })
  .readonly()
export type Area = z.infer<typeof Area>

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

import { METRES_PER_NM } from '../geodesy/wgs84.ts'
import type { Ship } from '../voyage/ship.ts'
import { decimal, plainText } from './write/text.ts'
import type { Leg } from '../route/route.ts'
import { cleanText } from './file-values.ts'
import type { XmlElement } from './read/xml-tree.ts'

export type RtzVersion = '1.0' | '1.1' | '1.2'

/** What an RTZ says of the ship and the voyage beside the route itself. */
export interface RtzInfo {
  readonly ship: Ship
  readonly voyageNumber: string
  /** Attributes of `routeInfo` read from a file, kept to be written again; `vesselMaxWind` in knots. */
  readonly kept: Readonly<Record<string, string>>
}

export type Kind = 'text' | 'whole' | 'amount' | 'off-track' | 'time'

/** The attributes of `routeInfo` that all three versions have, and what their schemas take. */
const attributeKinds: Readonly<Record<string, Kind>> = {
  routeAuthor: 'text',
  routeStatus: 'text',
  validityPeriodStart: 'time',
  validityPeriodStop: 'time',
  vesselName: 'text',
  vesselMMSI: 'whole',
  vesselIMO: 'whole',
  vesselVoyage: 'text',
  vesselDisplacement: 'whole',
  vesselCargo: 'whole',
  vesselGM: 'amount',
  optimizationMethod: 'text',
  vesselMaxRoll: 'whole',
  vesselMaxWave: 'amount',
  vesselMaxWind: 'amount',
  vesselSpeedMax: 'amount',
  vesselServiceMin: 'amount',
  vesselServiceMax: 'amount',
  routeChangesHistory: 'text',
}

/** Would the schemas take a value as one of a kind? */
export const fits: Readonly<Record<Kind, (value: string) => boolean>> = {
  text: () => true,
  whole: (value) => /^\d{1,18}$/.test(value),
  amount: (value) => /^\d{1,12}(\.\d{1,12})?$/.test(value),
  'off-track': (value) => /^\d(\.\d{1,12})?$/.test(value), // nautical miles, under ten
  time: (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value)),
}

/** RTZ 1.0 has the wind limit in metres per second, the later ones in knots. */
const metresPerSecond = (knots: string) => decimal((Number(knots) * METRES_PER_NM) / 3600, 3)

/**
 * The attributes of `routeInfo` beside the route's name. What a file brought that its schema would not take is left out,
 * as it would make the whole file invalid.
 */
export function routeInfoAttributes(
  { ship, voyageNumber, kept }: RtzInfo,
  version: RtzVersion,
): Record<string, string> {
  const known = { vesselName: ship.name, vesselMMSI: ship.mmsi, vesselIMO: ship.imo, vesselVoyage: voyageNumber }
  const all = new Map([...Object.entries(kept), ...Object.entries(known).filter(([, value]) => value !== '')])
  const written: Record<string, string> = {}
  for (const [name, kind] of Object.entries(attributeKinds)) {
    const value = plainText(all.get(name) ?? '').trim()
    // The schema of 1.0 wants a speed where the history of changes is meant.
    const taken = fits[version === '1.0' && name === 'routeChangesHistory' ? 'amount' : kind]
    if (value !== '' && taken(value))
      written[name] = version === '1.0' && name === 'vesselMaxWind' ? metresPerSecond(value) : value
  }
  return written
}

/** What a leg has beside its geometry: limits, depths, words. Fairway plans with none of it and keeps all of it. */
export const legFields = {
  starboardXTD: 'off-track',
  portsideXTD: 'off-track',
  safetyContour: 'amount',
  safetyDepth: 'amount',
  speedMin: 'amount',
  speedMax: 'amount',
  draughtForward: 'amount',
  draughtAft: 'amount',
  staticUKC: 'amount',
  dynamicUKC: 'amount',
  masthead: 'amount',
  legReport: 'text',
  legInfo: 'text',
  legNote1: 'text',
  legNote2: 'text',
} as const

/** Of the leg that stands for all these are the ship's own. */
const shipFields: ReadonlySet<string> = new Set(['draughtForward', 'draughtAft'])
/** Longest text that is kept: a report with its channels and numbers. */
const MAX_TEXT = 1000

/**
 * What a leg says beyond its kind and speed, to be written again; undefined where it says nothing.
 * @param byDefault the leg of the default waypoint, which holds where the leg itself says nothing
 */
export function readLegFields(leg: XmlElement | undefined, byDefault: XmlElement | undefined): Leg['rtz'] {
  const entries = Object.keys(legFields).flatMap((name) => {
    const inherited = shipFields.has(name) ? undefined : byDefault?.attributes.get(name)
    const value = cleanText(leg?.attributes.get(name) ?? inherited, MAX_TEXT)
    return value === '' ? [] : [[name, value] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

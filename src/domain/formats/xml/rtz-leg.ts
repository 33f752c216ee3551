import type { Leg } from '../../route/route.ts'
import { cleanText } from '../file-values.ts'
import type { XmlElement } from './xml-tree.ts'

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

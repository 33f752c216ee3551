import type { Position } from '../position.ts'
import { isGeoUri, onEarth, readGeoUri } from './formal-notations.ts'

/** A link to a map in a text, with the places that it marks. */
export interface FoundLink {
  readonly start: number
  readonly end: number
  /** Empty where the link marks no place, or in a way nobody knows. */
  readonly positions: readonly Position[]
}

const url = /\b(?:https?:\/\/|geo:(?=-?\d))[^\s<>"']+/i
const number = String.raw`(-?\d{1,3}(?:\.\d+)?)`
const pair = String.raw`${number},\+?${number}`

/** A place that the link is there for; the first kind that a link has counts. */
const marked = [
  new RegExp(`[?&]mlat=${number}&mlon=${number}(?![\\d.])`),
  new RegExp(`!3d${number}!4d${number}(?![\\d.])`),
  new RegExp(`[?&](?:q|query|destination|daddr|markers?)=(?:loc:)?${pair}(?![\\d.]|,[\\d-])`, 'i'),
  new RegExp(`[?&]ll=${pair}(?![\\d.]|,[\\d-])`, 'i'),
  new RegExp(`[?&]lat(?:itude)?=${number}&(?:lon|lng|long|longitude)=${number}(?![\\d.])`, 'i'),
  new RegExp(`/(?:place|search)/${pair}(?![\\d.])`, 'i'),
]
/** The middle of the map that the link shows. */
const shown = [
  new RegExp(`/@${pair},[\\d.]+[a-z]`, 'i'),
  new RegExp(`#(?:map=)?[\\d.]+/${number}/${number}(?![\\d.])`),
  new RegExp(`[?&](?:center|sll|c)=${pair}(?![\\d.])`, 'i'),
  new RegExp(`[?&]cp=${number}~${number}(?![\\d.])`, 'i'),
]
/** Directions have a place for each stage of the way. */
const stages = /\/dir\/([^@?#]*)/i

/**
 * The link to a map that is in a text.
 * @returns null where there is no link
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function findLink(text: string): FoundLink | null {
  const match = url.exec(text)
  if (!match) return null
  // What ends the sentence does not belong to the link.
  const link = match[0].replace(/[.,;:)\]]+$/, '')
  const plain = link.replace(/%2C/gi, ',').replace(/%20|\+(?=-?\d)/gi, '')
  return { start: match.index, end: match.index + link.length, positions: placesOf(plain, text) }
}

function placesOf(link: string, text: string): readonly Position[] {
  if (isGeoUri(link)) return [readGeoUri(link)].filter((place) => place !== null)
  const way = stages.exec(link)?.[1]
  if (way !== undefined) {
    const places = way.split('/').filter((stage) => stage !== '')
    const read = places.map((stage) => new RegExp(`^${pair}$`).exec(stage))
    return read.every((place) => place !== null)
      ? read.map((place) => onEarth(Number(place[1]), Number(place[2]), text))
      : []
  }
  for (const kind of [...marked, ...shown]) {
    const place = kind.exec(link)
    if (place) return [onEarth(Number(place[1]), Number(place[2]), text)]
  }
  return []
}

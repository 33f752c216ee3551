import type { Axis } from '../../units/coordinate-grammar.ts'
import type { TableSpeedUnit } from '../table-sheet.ts'
import { plainWords, type WrittenZone, zoneOf, zonesIn } from '../../units/time-words.ts'
import {
  arrivalWords,
  clockWords,
  coordinateFillers,
  datedWords,
  dateWords,
  degreeWords,
  departureWords,
  headingWords,
  hemisphereWords,
  latWords,
  legHeadings,
  lonWords,
  minuteWords,
  momentWords,
  nameWords,
  notCoordinates,
  notNames,
  pointWords,
  positionWords,
  secondWords,
  shipFillers,
  shipHeadings,
  speedFillers,
  speedWords,
  timeFillers,
} from './heading-words.ts'

export type Hemisphere = 'N' | 'S' | 'E' | 'W'
export type Part = 'whole' | 'degrees' | 'minutes' | 'seconds' | 'hemisphere'

/** What a heading says of its column. */
export type Sense =
  | {
      readonly kind: 'coordinate'
      readonly axis: Axis
      readonly part: Part
      /** Of all rows, "Latitude (S)". */
      readonly hemisphere: Hemisphere | null
      /** S of `Lat S` beside `Lat M` are seconds. */
      readonly maybeSeconds: boolean
      /** Words that set it apart from other positions, "planned". */
      readonly qualifier: string
      /** What it says cannot be followed: a unit that is not degrees, a sign the other way round. */
      readonly isOdd: boolean
    }
  /** Min, N/S, Hem, without saying of what. */
  | { readonly kind: 'part'; readonly part: Part; readonly axis: Axis | null }
  | { readonly kind: 'xy'; readonly axis: Axis }
  | { readonly kind: 'position'; readonly lonFirst: boolean; readonly isOrderSaid: boolean }
  | {
      readonly kind: 'time'
      readonly of: 'time' | 'eta' | 'etd'
      readonly what: 'date' | 'time' | 'moment'
      readonly zone: WrittenZone | null
      readonly order: boolean | null
      /** A word that sets it apart from other times, "received". */
      readonly qualifier: string
      /** Its unit is the hour, "Time (h)". */
      readonly inHours: boolean
    }
  /** ZD is what is added to give UTC, an offset what was added to it; `doubtful`: either. */
  | { readonly kind: 'zone'; readonly sign: 'zd' | 'offset' | 'doubtful'; readonly inMinutes: boolean }
  | {
      readonly kind: 'speed'
      readonly unit: TableSpeedUnit | null
      readonly isSog: boolean
      readonly qualifier: string
    }
  | { readonly kind: 'leg-type' }
  | { readonly kind: 'stay' }
  | { readonly kind: 'ship'; readonly isNumber: boolean }
  /** @param rank the likeliest is 0 */
  | { readonly kind: 'name'; readonly rank: number }

/** The sense of a heading; null where it says nothing that is read. */
export function senseOf(heading: string): Sense | null {
  const words = headingWords(heading)
  if (words.length === 0) return null
  return (
    zoneSense(words) ??
    coordinateSense(heading, words) ??
    partSense(words) ??
    timeSense(heading, words) ??
    speedSense(heading, words) ??
    otherSense(words)
  )
}

const has = (words: readonly string[], list: ReadonlySet<string>) => words.some((word) => list.has(word))
const without = (words: readonly string[], ...lists: readonly ReadonlySet<string>[]) =>
  words.filter((word) => !lists.some((list) => list.has(word)))

/** Does a heading name both coordinates, "Lat/Lon"? */
export const namesBoth = (words: readonly string[]) => has(words, latWords) && has(words, lonWords)

const letters: Readonly<Record<string, Hemisphere>> = {
  n: 'N', north: 'N', nord: 'N', norte: 'N', s: 'S', south: 'S', sud: 'S', sur: 'S', syd: 'S', sor: 'S',
  e: 'E', east: 'E', est: 'E', este: 'E', leste: 'E', ost: 'E', oost: 'E', w: 'W', west: 'W', ouest: 'W', oeste: 'W', ovest: 'W', vest: 'W',
} // prettier-ignore
const germanic = /^(?:lange|laenge|langengrad|laengengrad|lengte|lengtegraad|lengde|lengdegrad|laengde|laengdegrad)$/
const romance = /^(?:longitud|longitudine)$/
const rangeWords = /^(?:max|maximum|minimum|mean|average|avg)$/
const axisOf = (hemisphere: Hemisphere): Axis => (hemisphere === 'N' || hemisphere === 'S' ? 'lat' : 'lon')

function coordinateSense(heading: string, words: readonly string[]): Sense | null {
  if (namesBoth(words)) {
    const [first] = words.filter((word) => latWords.has(word) || lonWords.has(word))
    return has(words, notCoordinates)
      ? null
      : { kind: 'position', lonFirst: lonWords.has(first ?? ''), isOrderSaid: true }
  }
  const axis: Axis | null = has(words, latWords) ? 'lat' : has(words, lonWords) ? 'lon' : null
  if (axis === null) return positionSense(words) ?? xySense(words)
  // `Long name`, `Breite (m)`: other words than a coordinate's make another column of it.
  const named = words.filter((word) => latWords.has(word) || lonWords.has(word))
  const rest = words.filter((word) => !named.includes(word))
  if (has(rest, notCoordinates)) return null
  const unit = /[[(]\s*(?:m|ft|km|metres?|meters?)\s*[\])]/i.test(heading)
  if (unit) return null
  return { kind: 'coordinate', axis, ...partOf(heading, rest, { axis, name: named[0] ?? '' }) }
}

type PartOf = Pick<Sense & { kind: 'coordinate' }, 'part' | 'hemisphere' | 'maybeSeconds' | 'qualifier' | 'isOdd'>

function partOf(heading: string, rest: readonly string[], { axis, name }: { axis: Axis; name: string }): PartOf {
  // S of D/M/S are seconds.
  const isParted = rest.includes('d') || has(rest, minuteWords)
  const found = [...new Set(rest.flatMap((word) => (word === 's' && isParted ? [] : hemisphereOf(word, name))))]
  const both = found.length > 1 || has(rest, hemisphereWords)
  const positive = /([nsew])\s*\+|\+\s*([nsew])|([nsew])[a-z]*\s+(?:is\s+)?positive/i.exec(heading)
  const signed = positive ?? /negative/i.exec(heading)
  const letter = (positive?.[1] ?? positive?.[2] ?? positive?.[3])?.toUpperCase()
  const [degrees, minutes, seconds] = [has(rest, degreeWords), has(rest, minuteWords), has(rest, secondWords)]
  const hemisphere = signed || both ? null : (found[0] ?? null)
  const qualifier = without(rest, degreeWords, minuteWords, secondWords, hemisphereWords, coordinateFillers)
    .filter(
      (word) =>
        hemisphereOf(word, name).length === 0 && word !== 'o' && !/^(?:positive|negative|minus|plus|is)$/.test(word),
    )
    .join(' ')
  const base = {
    qualifier,
    isOdd:
      letter === 'S' || letter === 'W' ||
      (hemisphere !== null && axisOf(hemisphere) !== axis) ||
      // Degrees and minutes that look like a decimal fraction, and the ends of a range.
      /(?<!\p{L})d{1,3}\s*[.,]\s*m{2}/iu.test(heading) || rest.some((word) => rangeWords.test(word)) ||
      // In some languages O is east, in others west.
      (rest.includes('o') && !both && found.length === 0),
  } // prettier-ignore
  if (both && !signed) return { ...base, part: 'hemisphere', hemisphere: null, maybeSeconds: false }
  const isS = rest.includes('s') && !degrees && !minutes
  if (isS && axis === 'lon') return { ...base, part: 'seconds', hemisphere: null, maybeSeconds: false, isOdd: false }
  const maybeSeconds = isS && axis === 'lat'
  if (degrees && !minutes && !seconds)
    return { ...base, part: 'degrees', hemisphere: unitHemisphere(heading, hemisphere), maybeSeconds: false }
  if (minutes && !degrees && !seconds) return { ...base, part: 'minutes', hemisphere, maybeSeconds: false }
  if (seconds && !degrees && !minutes && !rest.includes('s'))
    return { ...base, part: 'seconds', hemisphere, maybeSeconds: false }
  return { ...base, part: 'whole', hemisphere, maybeSeconds }
}

/** "degrees_east" and "[°E]" are units, in which west is negative. */
const unitHemisphere = (heading: string, hemisphere: Hemisphere | null) =>
  (hemisphere === 'N' || hemisphere === 'E') && /(?:°|deg[a-z]*)[\s._]*(?:n|e|north|east)\b/i.test(heading)
    ? null
    : hemisphere

function hemisphereOf(word: string, name: string): Hemisphere[] {
  if (word === 'o') return germanic.test(name) ? ['E'] : romance.test(name) ? ['W'] : []
  const letter = letters[word]
  return letter === undefined ? [] : [letter]
}

function positionSense(words: readonly string[]): Sense | null {
  const rest = without(words, positionWords, coordinateFillers, degreeWords, minuteWords, secondWords)
  if (
    !has(words, positionWords) ||
    rest.some((word) => !/^(?:n|s|e|w|wgs|utm|geometry|reported|actual|current|noon|latest|last)$/.test(word))
  )
    return null
  return { kind: 'position', lonFirst: false, isOrderSaid: !has(words, pointWords) }
}

function xySense(words: readonly string[]): Sense | null {
  const [word, ...rest] = words
  if (rest.some((other) => !degreeWords.has(other) && !/^(?:wgs|wgs84|84|coord|coordinate)$/.test(other))) return null
  return word === 'x' || word === 'y' ? { kind: 'xy', axis: word === 'x' ? 'lon' : 'lat' } : null
}

/** A column whose heading says a part and not of what. */
function partSense(words: readonly string[]): Sense | null {
  const joined = words.join(' ')
  if (/^(?:n s|ns|n or s|north south|n s hem.*|nord sud)$/.test(joined))
    return { kind: 'part', part: 'hemisphere', axis: 'lat' }
  if (/^(?:e w|ew|e or w|east west|e o|eo|o w|ow|w e|we|e w hem.*|est ouest)$/.test(joined))
    return { kind: 'part', part: 'hemisphere', axis: 'lon' }
  const isAll = (list: ReadonlySet<string>) => words.every((word) => list.has(word))
  if (isAll(hemisphereWords)) return { kind: 'part', part: 'hemisphere', axis: null }
  if (isAll(degreeWords)) return { kind: 'part', part: 'degrees', axis: null }
  if (isAll(minuteWords)) return { kind: 'part', part: 'minutes', axis: null }
  return isAll(secondWords) ? { kind: 'part', part: 'seconds', axis: null } : null
}

const zoneHeadings =
  /^(?:zd|zone|tz|time ?zone|timezone|zone description|zone time|zeitzone|fuseau|huso|fuso|tijdzone|tidssone|tidszone|zone zd|(?:utc|gmt|time|tz) offset|offset (?:from |to )?(?:utc|gmt))(?: h| hours| hrs| hr| min| mins| minutes)?$/

function zoneSense(words: readonly string[]): Sense | null {
  const joined = words.join(' ')
  if (!zoneHeadings.test(joined) || joined === 'zone time') return null
  return {
    kind: 'zone',
    sign: /\bzd\b|description/.test(joined) ? 'zd' : /offset/.test(joined) ? 'offset' : 'doubtful',
    inMinutes: / min(?:s|utes)?$/.test(joined),
  }
}

/** @returns whether the day comes first in dates, as a heading like "Date (dd/mm/yyyy)" says */
const orderIn = (text: string) =>
  /d{1,2}[^a-z]?m{1,3}[^a-z]?y{2}/.test(text) ? true : /m{1,3}[^a-z]?d{1,2}[^a-z]?y{2}/.test(text) ? false : null

function timeSense(heading: string, words: readonly string[]): Sense | null {
  const plain = plainWords(heading)
  const parted = heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  const { zones, rest } = zonesIn(plainWords(parted).replace(/[()[\]{}]/g, ' '))
  const others = headingWords(rest).filter((word) => !timeFillers.has(word))
  const zone = zones.length === 0 ? null : (zoneOf(zones) ?? 'local')
  const [arrives, departs] = [has(others, arrivalWords), has(others, departureWords)]
  const [date, clock, moment] = [has(others, dateWords), has(others, clockWords), has(others, momentWords)]
  const unknown = without(others, dateWords, clockWords, momentWords, arrivalWords, departureWords)
  const isNamed = date || clock || moment || zones.length > 0 || has(unknown, datedWords)
  const isOther = without(unknown, datedWords).length > 1 || (unknown.length > 0 && (!isNamed || arrives || departs))
  if (isOther || (has(words, secondWords) && !/\b(?:hh|ss|s)\b/.test(plain)) || (arrives && departs)) return null
  if (others.length === 0 && zones.length === 0) return null
  const what = moment || date === clock ? 'moment' : date ? 'date' : 'time'
  return {
    kind: 'time',
    of: arrives ? 'eta' : departs ? 'etd' : 'time',
    what,
    zone,
    order: orderIn(plain),
    qualifier: unknown.join(' '),
    inHours: /[[(] ?(?:h|hrs?|hours?|std|stunden|heures|horas|ore|uren|timer) ?[\])]/.test(plain),
  }
}

const units: readonly (readonly [RegExp, TableSpeedUnit])[] = [
  [/\bkm ?\/ ?h\b|\bkm h(?:-1)?\b|\bkmh\b|\bkph\b|\bkmph\b|\bkm\/u\b/, 'km/h'],
  [/\bm ?\/ ?s(?:ec)?\b|\bm s(?:-1)?\b|\bm\.s-1\b|\bmps\b|\bms\b/, 'm/s'],
  [/\bmph\b|\bmi ?\/ ?h\b|\bmiles? per hour\b/, 'mph'],
  [/\b(?:kn|kts?|knots?|knoten|noeuds?|nudos?|nodi|nos|knopen|knop|nm ?\/ ?h)\b/, 'kn'],
]

/** The unit of speed that a text names, and the text without it. */
export function speedUnitIn(text: string): { unit: TableSpeedUnit | null; rest: string } {
  const plain = plainWords(text).replace(/œ/g, 'oe')
  for (const [form, unit] of units) if (form.test(plain)) return { unit, rest: plain.replace(form, ' ') }
  return { unit: null, rest: plain }
}

function speedSense(heading: string, words: readonly string[]): Sense | null {
  const { unit, rest } = speedUnitIn(heading.replace(/_/g, ' '))
  const others = headingWords(rest)
  const isNamed = has(words, speedWords) && (has(others, speedWords) || (others.length === 0 && unit === 'kn'))
  const unknown = without(others, speedWords, speedFillers)
  if (!isNamed || unknown.length > 0) return null
  const qualifier = others
    .filter((word) => /^(?:planned|plan|avg|average|mean|service|required|req)$/.test(word))
    .join(' ')
  return { kind: 'speed', unit, isSog: words.includes('sog') || words.includes('ground'), qualifier }
}

function otherSense(words: readonly string[]): Sense | null {
  const joined = words.join(' ')
  if ((legHeadings as readonly string[]).includes(joined)) return { kind: 'leg-type' }
  if (/^stay(?: (?:min|mins|minutes|minuten))?$/.test(joined)) return { kind: 'stay' }
  const ship = has(words, shipHeadings) || joined === 'call sign'
  if (ship && without(words, shipHeadings, shipFillers).length === 0)
    return { kind: 'ship', isNumber: words.includes('mmsi') || words.includes('imo') }
  if (has(words, notNames)) return null
  const rank = nameWords.findIndex((word) => words.includes(word))
  return rank < 0 ? null : { kind: 'name', rank }
}

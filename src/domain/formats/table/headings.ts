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
  mayBeDurations,
  minuteWords,
  momentWords,
  nameWords,
  notCoordinates,
  notNames,
  otherDatum,
  routeFillers,
  routeHeadings,
  secondWords,
  shipFillers,
  shipHeadings,
  speedFillers,
  speedUnitIn,
  speedWords,
  timeFillers,
  isUnknownZone,
  zoneSaid,
  withKnownPhrases,
} from './heading-words.ts'
import { type Hemisphere, sideOf } from './place/hemisphere-words.ts'
import { positionSense, saysSides, xySense } from './place/position-sense.ts'

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
      /** Degrees and minutes, "D°M.m". */
      readonly saysMinutes: boolean
      /** Words that set it apart from other positions, "planned". */
      readonly qualifier: string
      /** What it says cannot be followed: a unit that is not degrees, a sign the other way round. */
      readonly isOdd: boolean
    }
  /** Min, N/S, Hem, without saying of what. */
  | { readonly kind: 'part'; readonly part: Part; readonly axis: Axis | null }
  | { readonly kind: 'xy'; readonly axis: Axis }
  /** `saysSides`: that it is south or west of zero. */
  | {
      readonly kind: 'position'
      readonly lonFirst: boolean
      readonly isOrderSaid: boolean
      readonly saysSides: boolean
    }
  | {
      readonly kind: 'time'
      readonly of: 'time' | 'eta' | 'etd'
      readonly what: 'date' | 'time' | 'moment'
      readonly zone: WrittenZone | null
      readonly order: boolean | null
      /** Does the heading say that dates begin with the year? */
      readonly yearFirst: boolean
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
  /** Which route a row is of; `isBare`: numbers below "Track" are a course. */
  | { readonly kind: 'route'; readonly isBare: boolean; readonly isName: boolean }
  /** @param rank the likeliest is 0 */
  | { readonly kind: 'name'; readonly rank: number }

/** The sense of a heading; null where it says nothing that is read. */
export function senseOf(written: string): Sense | null {
  const heading = withKnownPhrases(written)
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

const germanic = /^(?:lange|laenge|langengrad|laengengrad|lengte|lengtegraad|lengde|lengdegrad|laengde|laengdegrad)$/
const romance = /^(?:longitud|longitudine)$/
const rangeWords = /^(?:max|maximum|minimum|mean|average|avg)$/
const axisOf = (hemisphere: Hemisphere): Axis => (hemisphere === 'N' || hemisphere === 'S' ? 'lat' : 'lon')

function coordinateSense(heading: string, words: readonly string[]): Sense | null {
  if (namesBoth(words)) {
    const [first] = words.filter((word) => latWords.has(word) || lonWords.has(word))
    return has(words, notCoordinates)
      ? null
      : { kind: 'position', lonFirst: lonWords.has(first ?? ''), isOrderSaid: true, saysSides: saysSides(words) }
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

type PartOf = Pick<
  Sense & { kind: 'coordinate' },
  'part' | 'hemisphere' | 'maybeSeconds' | 'saysMinutes' | 'qualifier' | 'isOdd'
>

function partOf(heading: string, rest: readonly string[], { axis, name }: { axis: Axis; name: string }): PartOf {
  // S of D/M/S are seconds.
  const isParted = rest.includes('d') || has(rest, minuteWords)
  const found = [...new Set(rest.flatMap((word) => (word === 's' && isParted ? [] : hemisphereOf(word, name))))]
  // `Southern hemisphere` says which it is, `Hem` that its cells do.
  const both = found.length > 1 || (found.length === 0 && has(rest, hemisphereWords))
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
    saysMinutes: (degrees && minutes) || rest.some((word) => /^(?:d{1,3}m{1,3}s{0,2}|dms)$/.test(word)),
    isOdd:
      letter === 'S' || letter === 'W' ||
      (hemisphere !== null && axisOf(hemisphere) !== axis) ||
      // Degrees and minutes that look like a decimal fraction, and the ends of a range.
      /(?<!\p{L})(?:d{1,3}\s*[.,]\s*m{2}|deg(?:rees?)?\s*[.,]\s*min)/iu.test(heading) || rest.some((word) => rangeWords.test(word)) ||
      otherDatum.test(heading) ||
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
  const side = sideOf(word)
  return side === null ? [] : [side]
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
  /^(?:zd|zone|tz|time ?zone|timezone|zone description|zone time|zeitzone|fuseau|huso|fuso|tijdzone|tidssone|tidszone|zone zd|(?:utc|gmt|time|tz) offset|(?:utc|gmt|time) diff(?:erence)?|offset (?:from |to )?(?:utc|gmt))(?: h| hours| hrs| hr| min| mins| minutes)?$/

function zoneSense(words: readonly string[]): Sense | null {
  const joined = words.join(' ')
  if (!zoneHeadings.test(joined) || joined === 'zone time') return null
  return {
    kind: 'zone',
    sign: /\bzd\b|description/.test(joined) ? 'zd' : /offset/.test(joined) ? 'offset' : 'doubtful',
    inMinutes: / min(?:s|utes)?$/.test(joined),
  }
}

/** Of another script, in which a zone may be said that nobody here knows. */
const isForeign = (word: string) => /[^\p{Script=Latin}\p{N}]/u.test(word)

/** Whether the day comes first in dates, as a heading like "Date (dd/mm/yyyy)" says. */
const orderIn = (text: string) =>
  /d{1,2}[^a-z]?m{1,3}[^a-z]?y{2}/.test(text) ? true : /m{1,3}[^a-z]?d{1,2}[^a-z]?y{2}/.test(text) ? false : null

function timeSense(heading: string, words: readonly string[]): Sense | null {
  const plain = plainWords(heading)
  // Dates that begin with the year are read with the month behind it.
  if (/y{4}[^a-z]?d{1,2}[^a-z]?m{1,2}(?!m)/.test(plain)) return null
  const parted = heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  const { zones, rest } = zonesIn(plainWords(parted).replace(/[()[\]{}_]/g, ' '))
  // +08:00 is how clocks write what is ahead of UTC.
  const clock = /[+-]\d\d:[0-5]\d/.exec(rest)?.[0]
  const others = headingWords(clock === undefined ? rest : rest.replace(clock, ' ')).filter(
    (word) => !timeFillers.has(word),
  )
  const said = clock === undefined ? zones : [...zones, zoneOf(zonesIn(`utc${clock}`).zones) ?? 'local']
  const [arrives, departs] = [has(others, arrivalWords), has(others, departureWords)]
  const [date, time, moment] = [has(others, dateWords), has(others, clockWords), has(others, momentWords)]
  const besides = without(others, dateWords, clockWords, momentWords, arrivalWords, departureWords)
  const unclear = besides.filter((word) => isUnknownZone(word, plain))
  const unknown = without(besides, new Set(unclear))
  const isNamed = date || time || moment || said.length > 0 || has(unknown, datedWords)
  const isOther = without(unknown, datedWords).length > 1 || (unknown.length > 0 && (!isNamed || arrives || departs))
  if (isOther || (has(words, secondWords) && !/\b(?:hh|ss|s)\b/.test(plain)) || (arrives && departs)) return null
  if (others.length === unclear.length && said.length === 0) return null
  if (besides.length > 0 && (has(words, mayBeDurations) || besides.some(isForeign))) return null
  return {
    kind: 'time',
    of: arrives ? 'eta' : departs ? 'etd' : 'time',
    what: moment || date === time ? 'moment' : date ? 'date' : 'time',
    zone: zoneSaid(said, { unclear, unknown }),
    order: orderIn(plain),
    yearFirst: /y{2}[^a-z]?m{2,3}[^a-z]?d{1,2}/.test(plain),
    qualifier: unknown.join(' '),
    inHours: /[[(] ?(?:h|hrs?|hours?|std|stunden|heures|horas|ore|uren|timer) ?[\])]/.test(plain),
  }
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

function routeSense(words: readonly string[]): Sense | null {
  const rest = without(words, routeHeadings, routeFillers)
  const isLeg = words.length === 2 && words[0] === 'leg' && words[1] === 'name'
  if (!isLeg && (rest.length > 0 || !has(words, routeHeadings))) return null
  return {
    kind: 'route',
    isBare: words.length === 1 && (words[0] === 'track' || words[0] === 'route'),
    isName: words.includes('name'),
  }
}

function otherSense(words: readonly string[]): Sense | null {
  const joined = words.join(' ')
  if ((legHeadings as readonly string[]).includes(joined)) return { kind: 'leg-type' }
  if (/^stay(?: (?:min|mins|minutes|minuten))?$/.test(joined)) return { kind: 'stay' }
  const ship = has(words, shipHeadings) || joined === 'call sign'
  if (ship && without(words, shipHeadings, shipFillers).length === 0)
    return { kind: 'ship', isNumber: words.includes('mmsi') || words.includes('imo') }
  const route = routeSense(words)
  if (route) return route
  if (has(words, notNames)) return null
  const rank = nameWords.findIndex((word) => words.includes(word))
  return rank < 0 ? null : { kind: 'name', rank }
}

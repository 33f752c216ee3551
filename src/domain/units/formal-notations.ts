import { at } from '../at.ts'
import type { Position } from '../position.ts'
import { type Axis, compact, sum, withinLimit } from './coordinate-grammar.ts'

// The blank comes before the look back at it, which would otherwise be taken at every digit of a long number.
const decimals = /^([+-]?\d+(?:\.\d+)?)(?:, ?|; ?| (?<=\..* )| (?=[+-]))([+-]?\d+(?:\.\d+)?)$/
const iso6709 = /^([+-]\d{2}(?:\d\d){0,2}(?:\.\d+)?)([+-]\d{3}(?:\d\d){0,2}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?\/?$/
const signedNumber = String.raw`[+-]?\d+(?:\.\d+)?`
/** `35.5,-14.2 36.1,-15.0; 37.0,-16`. */
const joinedPairs = new RegExp(
  String.raw`^${signedNumber},${signedNumber}(?:(?:\s{1,3}|\s?[;|]\s?)${signedNumber},${signedNumber})+[;,]?$`,
)
/** `(35.5, -14.2), (36.1, -15.0)`. */
const pairsInBrackets = new RegExp(
  String.raw`^\(${signedNumber}, ?${signedNumber}\)(?:[,;]?\s?\(${signedNumber}, ?${signedNumber}\))+[;,]?$`,
)
const pairOfDecimals = new RegExp(String.raw`(${signedNumber}), ?(${signedNumber})`, 'g')
/** RFC 5870: a height, then parameters; phones put what they search for behind it. */
const geoUri =
  /^geo:(-?\d+(?:\.(\d+))?),(-?\d+(?:\.(\d+))?)(,-?\d+(?:\.\d+)?)?((?:;[a-z][^;?&\s]*)*)(?:[?&]([a-z]+=\S*))?$/i
/** Longitude first; behind Z, M or ZM each place has a height, a measure or both. */
const wkt = /^(?:SRID=4326;)?\s*(?:POINT|LINESTRING|MULTIPOINT)\s*(ZM|Z|M)?\s*\(([^a-z]+)\)\s*;?$/i
const wktPlace = /^\(?\s*([+-]?\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?)\s*\)?$/
const wktMore = /^\(?\s*([+-]?\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?)(?:\s+[+-]?\d+(?:\.\d+)?){1,2}\s*\)?$/
/** Geometries have longitude first, and areas and lines of several parts are no list of positions. */
const geometry = /\b(?:multi)?(?:point|linestring|polygon)\b[^a-z0-9]*(?:[zm][^a-z0-9]*)?\(/i

/** Does the text have a geometry in it, whose numbers are no latitude and longitude in this order? */
export const isGeometry = (text: string): boolean => geometry.test(text)

/** Is it two numbers and nothing that says which of them is the latitude? */
export const isTwoDecimals = (text: string): boolean => decimals.test(text.trim())

/** Is it several such pairs? */
export const isSeveralPairs = (text: string): boolean => pairsOfDecimals(text).length > 0

/**
 * Several pairs of decimals on a line that has nothing else.
 * @returns empty where it has something else, or one pair
 */
function pairsOfDecimals(text: string): readonly RegExpExecArray[] {
  const plain = text.trim()
  if (!joinedPairs.test(plain) && !pairsInBrackets.test(plain)) return []
  const pairs = [...text.matchAll(pairOfDecimals)]
  // 35,57.5 14,23.4 may be degrees and minutes, and 35,5 14,2 have decimal commas.
  const isPlain = pairs.some(([, first = '', second = '']) => first.includes('.') || /^[+-]/.test(second))
  return isPlain ? pairs : []
}

/**
 * The positions of several pairs of decimals, and where they stand in the text.
 * @returns empty where it is something else
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export const readSeveralPairs = (text: string): readonly { position: Position; start: number; end: number }[] =>
  pairsOfDecimals(text).map((pair) => ({
    position: onEarth(Number(pair[1]), Number(pair[2]), text),
    start: pair.index,
    end: pair.index + pair[0].length,
  }))

export const isGeoUri = (text: string): boolean => /^geo:/i.test(text)

/**
 * The position of a `geo:` address.
 * @returns null where it is none, or one on another datum than WGS84
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function readGeoUri(text: string): Position | null {
  const [, lat, latDecimals = '', lon, lonDecimals = '', height, parameters = '', query = ''] = geoUri.exec(text) ?? []
  if (lat === undefined || /;crs=(?!wgs84(?:;|$))/i.test(parameters)) return null
  // With a decimal comma the decimals of a longitude look like a height.
  if (height !== undefined && latDecimals.length !== lonDecimals.length) return null
  const [, soughtLat, soughtLon] = /(?:^|&)q=(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?![\d.,])/.exec(query) ?? []
  if (soughtLat !== undefined) return onEarth(Number(soughtLat), Number(soughtLon), text)
  // Where a phone looks for words, it gives no place.
  return /(?:^|&)q=/.test(query) && Number(lat) === 0 && Number(lon) === 0
    ? null
    : onEarth(Number(lat), Number(lon), text)
}

/** @throws AppError `latitude-out-of-range`, `longitude-out-of-range` */
export const onEarth = (lat: number, lon: number, text: string): Position => ({
  lat: withinLimit(lat + 0, 'lat', text), // + 0: no −0
  lon: withinLimit(lon + 0, 'lon', text),
})

/**
 * The positions of a text that is nothing else, in a notation of machines: two decimals, `geo:`, ISO 6709, WKT.
 * @returns null where it is none; one position but for `LINESTRING` and `MULTIPOINT`
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`
 */
export function readFormal(text: string): readonly Position[] | null {
  const plain = text.trim()
  const pair = decimals.exec(plain)
  if (pair) return [onEarth(Number(pair[1]), Number(pair[2]), text)]
  const place = readGeoUri(plain)
  if (place) return [place]
  const shape = wkt.exec(plain)
  if (shape) return wktPlaces(at(shape, 2), shape[1] === undefined ? wktPlace : wktMore, text)
  const iso = iso6709.exec(plain)
  if (!iso) return null
  const [lat, lon] = [isoDegrees(at(iso, 1), 'lat'), isoDegrees(at(iso, 2), 'lon')]
  return lat && lon && lat.parts === lon.parts ? [onEarth(lat.degrees, lon.degrees, text)] : null
}

function wktPlaces(list: string, pattern: RegExp, text: string): readonly Position[] | null {
  const places = list.split(',').map((place) => pattern.exec(place.trim()))
  const read = places.flatMap((place) => (place ? [onEarth(Number(place[2]), Number(place[1]), text)] : []))
  return read.length === places.length ? read : null
}

function isoDegrees(text: string, axis: Axis): { degrees: number; parts: number } | null {
  const digits = text.slice(1)
  const [, degrees = digits, minutes = '', seconds, fraction = ''] = compact[axis].exec(digits) ?? []
  const read = sum(
    minutes === ''
      ? [degrees]
      : seconds === undefined
        ? [degrees, minutes + fraction]
        : [degrees, minutes, seconds + fraction],
  )
  return read && { ...read, degrees: text.startsWith('-') ? -read.degrees : read.degrees }
}

import { at } from '../at.ts'
import type { Position } from '../position.ts'
import { type Axis, compact, sum, withinLimit } from './coordinate-grammar.ts'

const decimals = /^([+-]?\d+(?:\.\d+)?)(?:, ?|; ?|(?<=\..*) | (?=[+-]))([+-]?\d+(?:\.\d+)?)$/
const iso6709 = /^([+-]\d{2}(?:\d\d){0,2}(?:\.\d+)?)([+-]\d{3}(?:\d\d){0,2}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?\/?$/
const geoUri = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:[;?&][a-z]+=[\w.-]*)*$/i
/** Longitude first; behind a Z each place has a height. */
const wkt = /^(?:SRID=4326;)?\s*(?:POINT|LINESTRING|MULTIPOINT)\s*(Z)?\s*\(([^a-z]+)\)\s*;?$/i
const wktPlace = /^\(?\s*([+-]?\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?)\s*\)?$/
const wktHigh = /^\(?\s*([+-]?\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?)\s+[+-]?\d+(?:\.\d+)?\s*\)?$/
/** Geometries have longitude first, and areas and lines of several parts are no list of positions. */
const geometry = /\b(?:multi)?(?:point|linestring|polygon)\b[^a-z0-9]*(?:[zm][^a-z0-9]*)?\(/i

/** Does the text have a geometry in it, whose numbers are no latitude and longitude in this order? */
export const isGeometry = (text: string): boolean => geometry.test(text)

/** Is it two numbers and nothing that says which of them is the latitude? */
export const isTwoDecimals = (text: string): boolean => decimals.test(text.trim())

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
  const pair = decimals.exec(plain) ?? geoUri.exec(plain)
  if (pair) return [onEarth(Number(pair[1]), Number(pair[2]), text)]
  const shape = wkt.exec(plain)
  if (shape) return wktPlaces(at(shape, 2), shape[1] === undefined ? wktPlace : wktHigh, text)
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

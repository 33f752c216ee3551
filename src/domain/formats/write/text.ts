import { type Position, wrapLongitude } from '../../position.ts'

/** A tenth of a millimetre: what goes out and comes in again is the same place. */
const PLACE_DECIMALS = 9

/** A plain decimal, never with an exponent and never −0, without trailing zeros. */
export function decimal(value: number, decimals: number): string {
  const text = String(rounded(value, decimals))
  return text.includes('e') ? value.toFixed(decimals).replace(/\.?0+$/, '') : text
}

/** + 0: no −0. */
const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0

/** Knots, to a millionth. */
export const knots = (speedKn: number): string => decimal(speedKn, 6)

/** Degrees as files have them: longitude in [−180, 180) after rounding too. */
export function filePlace({ lat, lon }: Position, decimals = PLACE_DECIMALS): { lat: number; lon: number } {
  const wrapped = rounded(wrapLongitude(lon), decimals)
  return { lat: rounded(lat, decimals), lon: wrapped === 180 ? -180 : wrapped }
}

/** The same as text. */
export function placeText(position: Position): { lat: string; lon: string } {
  const { lat, lon } = filePlace(position)
  return { lat: decimal(lat, PLACE_DECIMALS), lon: decimal(lon, PLACE_DECIMALS) }
}

/** Text without what no text file may hold: control characters, and halves of characters. Line ends and tabs become blanks. */
export const plainText = (text: string): string =>
  text.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\p{Cc}\uFFFE\uFFFF]+/gu, ' ')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text between tags of HTML. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>]/g, (character) => escapes[character] ?? character)

/** Text for an element or an attribute; what XML 1.0 cannot hold is left out. */
export const escapeXml = (text: string): string =>
  plainText(text).replace(/[&<>"']/g, (character) => escapes[character] ?? character)

export type Attributes = Readonly<Record<string, string | number | null | undefined>>

/**
 * One element as lines, two blanks deeper for each level. An attribute that is null or undefined is left out.
 * @param content text, or elements written before by this function
 */
export function element(name: string, attributes: Attributes = {}, content: string | readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value != null)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  if (typeof content === 'string') return `<${name}${written}>${escapeXml(content)}</${name}>`
  if (content.length === 0) return `<${name}${written}/>`
  return `<${name}${written}>\n${content.map(indented).join('\n')}\n</${name}>`
}

const indented = (text: string) => `  ${text.includes('\n') ? text.replaceAll('\n', '\n  ') : text}`

/** Ready-made lines as the content of an element: a track of 200,000 points is not indented again at every level. */
export const elementAround = (name: string, lines: readonly string[]): string =>
  `<${name}>\n${lines.join('\n')}\n</${name}>`

export const xmlFile = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`

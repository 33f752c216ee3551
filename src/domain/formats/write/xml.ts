import { plainText } from './text.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for an element or an attribute; what XML 1.0 cannot hold is left out. */
export const escapeXml = (text: string): string =>
  plainText(text).replace(/[&<>"']/g, (character) => escapes[character]!)

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

/** How a spreadsheet shows the number of a cell: as a date or a clock, among marks of its own, or plainly. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'percent' }
  /** A day, a time of day, or both; `isFine`: to fractions of a second. */
  | { readonly kind: 'date'; readonly hasDate: boolean; readonly hasClock: boolean; readonly isFine: boolean }
  /** Hours, or minutes, that count on beyond a day: `[h]:mm`. */
  | { readonly kind: 'elapsed'; readonly tokens: readonly Token[] }
  /** Hours that stand for degrees, `[h]°mm'ss"`, of days. */
  | { readonly kind: 'degrees'; readonly tokens: readonly Token[] }
  /** Numbers with words, marks or zeros that are part of what they say: `00°00.0'`, `0.0" km/h"`. */
  | { readonly kind: 'marked'; readonly sections: readonly Section[] }

interface Token {
  readonly kind:
    'text' | 'digit' | 'point' | 'general' | 'percent' | 'comma' | 'other' | 'h' | 'm' | 's' | 'day' | 'half'
  readonly text: string
  readonly isElapsed?: boolean
}

interface Section {
  readonly tokens: readonly Token[]
  /** `[<100]` */
  readonly condition: { readonly sign: string; readonly than: number } | null
}

/** The formats that files name by number alone (ECMA-376 part 1, 18.8.30); dates of East Asia differ by language. */
const builtIn: Readonly<Record<number, string>> = {
  9: '0%', 10: '0.00%', 14: 'm/d/yyyy', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM',
  20: 'h:mm', 21: 'h:mm:ss', 22: 'm/d/yyyy h:mm', 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0',
  32: 'h:mm', 33: 'h:mm:ss',
} // prettier-ignore
const eastAsian = new Set([27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

const plain: NumberFormat = { kind: 'plain' }

/** @param id of the format in the styles of the workbook @param own the code that they give it */
export function numberFormat(id: number, own: string | undefined): NumberFormat {
  if (own === undefined && eastAsian.has(id)) return { kind: 'date', hasDate: true, hasClock: true, isFine: false }
  return formatOfCode(own ?? builtIn[id] ?? 'General')
}

const MAX_CODE = 1000

function formatOfCode(code: string): NumberFormat {
  if (code.length > MAX_CODE) return plain
  const sections = sectionsOf(code)
  const tokens = withMinutes(sections[0]?.tokens ?? [])
  const has = (kind: Token['kind']) => tokens.some((token) => token.kind === kind)
  const isClock = has('h') || has('s') || has('m')
  if (isClock || has('day')) {
    const marks = tokens.some(({ kind, text }) => kind === 'text' && /[°º˚]/.test(text))
    if (marks && has('h') && !has('day')) return { kind: 'degrees', tokens }
    if (!has('day') && (tokens.some(({ isElapsed }) => isElapsed) || !has('h'))) return { kind: 'elapsed', tokens }
    return { kind: 'date', hasDate: has('day'), hasClock: isClock, isFine: has('digit') }
  }
  if (has('percent')) return { kind: 'percent' }
  if (sections.some(({ tokens: own }) => own.some(({ kind }) => kind === 'other'))) return plain
  return sections.some(isMarked) ? { kind: 'marked', sections } : plain
}

/** Beside words and marks zeros in front are part of what is said: 0630, 007. */
function isMarked({ tokens }: Section): boolean {
  const zeros = tokens.filter(({ kind, text }) => kind === 'digit' && text === '0')
  const point = tokens.findIndex(({ kind }) => kind === 'point')
  const whole = point < 0 ? zeros.length : tokens.slice(0, point).filter((token) => zeros.includes(token)).length
  const says = tokens.some(({ kind, text }) => kind === 'text' && /[\p{L}°º˚'′’"″]/u.test(text))
  return (says && tokens.some(({ kind }) => kind === 'digit' || kind === 'general')) || whole > 1
}

const pieces =
  /"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|(general|standard)|(am\/pm|a\/p|上午\/下午)|(e[+-]0*|\/)|([yYeEgGbB]+|[dD]+)|([mM]+)|([hH]+)|([sS]+)|([0#?])|(\.)|(,)|(%)|(@)|(;)|([^])/giu

function sectionsOf(code: string): Section[] {
  const sections: { tokens: Token[]; condition: Section['condition'] }[] = [{ tokens: [], condition: null }]
  for (const match of code.matchAll(pieces)) {
    const [, quoted, escaped, bracket, general, half, other, day, minutes, hours, seconds] = match
    const [digit, point, comma, percent, at, end, rest] = match.slice(11)
    const section = sections.at(-1)
    if (!section) break
    const add = (kind: Token['kind'], text: string) => section.tokens.push({ kind, text })
    if (end !== undefined) sections.push({ tokens: [], condition: null })
    else if (bracket !== undefined) readBracket(bracket, section)
    else if (quoted !== undefined || escaped !== undefined) add('text', quoted ?? escaped ?? '')
    else if (general !== undefined) add('general', general)
    else if (half !== undefined) add('half', half)
    else if (other !== undefined) {
      const isOfDate = other === '/' && section.tokens.some(({ kind }) => kind === 'day' || kind === 'm')
      add(isOfDate ? 'text' : 'other', other)
    } else if (day !== undefined) add('day', day)
    else if (minutes !== undefined) add('m', minutes)
    else if (hours !== undefined) add('h', hours)
    else if (seconds !== undefined) add('s', seconds)
    else if (digit !== undefined) add('digit', digit)
    else if (point !== undefined) add('point', point)
    else if (comma !== undefined) add('comma', comma)
    else if (percent !== undefined) add('percent', percent)
    else if (at === undefined && rest !== undefined) add('text', rest)
  }
  return sections
}

function readBracket(text: string, section: { tokens: Token[]; condition: Section['condition'] }): void {
  const elapsed = /^(?:(h+)|(m+)|(s+))$/i.exec(text)
  if (elapsed) section.tokens.push({ kind: elapsed[1] ? 'h' : elapsed[2] ? 'm' : 's', text, isElapsed: true })
  const [, sign, than] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(text) ?? []
  if (sign !== undefined) section.condition = { sign, than: Number(than) }
  const currency = /^\$([^-]*)/.exec(text)?.[1]
  if (currency) section.tokens.push({ kind: 'other', text: currency })
}

/** M is a month unless it stands behind hours or before seconds. */
function withMinutes(tokens: readonly Token[]): readonly Token[] {
  const isClock = (token: Token | undefined) => token?.kind === 'h' || token?.kind === 's'
  const isPart = ({ kind }: Token) => kind === 'h' || kind === 'm' || kind === 's' || kind === 'day'
  const parts = tokens.filter(isPart)
  return tokens.map((token) => {
    if (token.kind !== 'm' || token.isElapsed) return token
    const at = parts.indexOf(token)
    const isMinutes = token.text.length < 3 && (parts[at - 1]?.kind === 'h' || isClock(parts[at + 1]))
    return isMinutes ? token : { ...token, kind: 'day' }
  })
}

/** A number without exponent, as far as a spreadsheet is certain of it. */
export function digits(value: number): string {
  const text = String(Number(value.toPrecision(15)) + 0)
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text
}

const SECONDS_A_DAY = 86_400

/** What a cell of such a format says; dates are told by the row they stand in. */
export function numberText(value: number, format: Exclude<NumberFormat, { kind: 'date' }>): string {
  switch (format.kind) {
    case 'plain':
      return digits(value)
    case 'percent':
      return `${digits(value * 100)}%`
    case 'elapsed':
      return elapsedText(value, format.tokens)
    case 'degrees':
      return degreesText(value, format.tokens)
    case 'marked':
      return markedText(value, format.sections)
  }
}

const two = (value: number) => String(value).padStart(2, '0')

/** `36:30`, and minutes without hours with a fraction: as a time of day they would be another one. */
function elapsedText(value: number, tokens: readonly Token[]): string {
  const seconds = Math.round(Math.abs(value) * SECONDS_A_DAY * 1000) / 1000
  const sign = value < 0 ? '-' : ''
  const whole = Math.round(seconds)
  if (!tokens.some(({ kind }) => kind === 'h')) {
    const rest = seconds % 60
    return `${sign}${Math.floor(seconds / 60)}:${two(Math.floor(rest))}.${digits(rest % 1).slice(2) || '0'}`
  }
  const clock = `${sign}${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}`
  return whole % 60 === 0 ? clock : `${clock}:${two(whole % 60)}`
}

/** Whatever part comes last has the fraction. */
function degreesText(value: number, tokens: readonly Token[]): string {
  // To a hundred-thousandth of a second of arc, where the sums of a spreadsheet end.
  let seconds = Math.round(Math.abs(value) * SECONDS_A_DAY * 1e5) / 1e5
  const parts = tokens.filter(({ kind }) => kind === 'h' || kind === 'm' || kind === 's')
  const last = parts.at(-1)
  const text = tokens.flatMap((token) => {
    if (token.kind === 'text') return [token.text]
    if (!parts.includes(token)) return []
    const size = token.kind === 'h' ? 3600 : token.kind === 'm' ? 60 : 1
    if (token === last) return [digits(Math.round((seconds / size) * 1e9) / 1e9)]
    const count = Math.floor(seconds / size)
    seconds = Math.round((seconds - count * size) * 1e5) / 1e5
    return [String(count)]
  })
  return `${value < 0 ? '-' : ''}${text.join('')}`.trim()
}

function sectionFor(
  value: number,
  sections: readonly Section[],
): { section: Section | undefined; isOfNegative: boolean } {
  const fits = ({ condition }: Section) =>
    condition !== null &&
    { '<': value < condition.than, '<=': value <= condition.than, '>': value > condition.than, '>=': value >= condition.than, '=': value === condition.than, '<>': value !== condition.than }[condition.sign] === true // prettier-ignore
  if (sections.some(({ condition }) => condition !== null)) {
    const section = sections.find(fits) ?? sections.find(({ condition }) => condition === null)
    const { sign = '', than = 0 } = section?.condition ?? {}
    return { section, isOfNegative: sign.startsWith('<') && than <= 0 }
  }
  const [positive, negative, zero] = sections
  if (value < 0 && negative) return { section: negative, isOfNegative: true }
  return { section: value === 0 && zero ? zero : positive, isOfNegative: false }
}

/** The number with all its digits among what the format puts around and between them. */
function markedText(value: number, sections: readonly Section[]): string {
  const { section, isOfNegative } = sectionFor(value, sections)
  const tokens = section?.tokens ?? []
  if (!tokens.some(({ kind }) => kind === 'digit' || kind === 'general')) return digits(value)
  const sign = value < 0 && !isOfNegative ? '-' : ''
  const point = tokens.findIndex(({ kind }) => kind === 'point')
  const places = tokens.flatMap(({ kind }, index) => (kind === 'digit' && (point < 0 || index < point) ? [index] : []))
  const scale = tokens.findLastIndex(({ kind }) => kind === 'digit')
  const thousands = tokens[scale + 1]?.kind === 'comma' ? 1000 : 1
  const [whole = '', fraction = ''] = digits(Math.abs(value) / thousands).split('.')
  const zeros = places.filter((index) => tokens[index]?.text === '0').length
  const figures = whole.padStart(zeros, '0')
  const lastPlace = places.at(-1)
  if (lastPlace === undefined && !tokens.some(({ kind }) => kind === 'general')) return digits(value)
  const behind = fraction === '' ? '' : `.${fraction}`
  const text = tokens.map(({ kind, text: own }, index) => {
    if (kind === 'text') return own
    if (kind === 'general') return `${whole}${behind}`
    const place = places.indexOf(index)
    if (place < 0) return ''
    const from = figures.length - (places.length - place)
    const part = place === 0 ? figures.slice(0, Math.max(0, from + 1)) : from < 0 ? '' : figures.charAt(from)
    return index === lastPlace ? `${part}${behind}` : part
  })
  return `${sign}${text.join('')}`.trim()
}

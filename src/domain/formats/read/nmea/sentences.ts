import { at } from '../../../at.ts'
import type { Position } from '../../../position.ts'

/** One sentence of a log whose checksum is right, or that has none where none of its kind has one. */
export interface Sentence {
  /** Of the log, from 1. */
  readonly line: number
  /** Who speaks, two letters: GP, GN, II; none for a sentence of a maker's own. */
  readonly talker: string
  /** What it says, three letters: RMC; of a maker's own sentence all of its letters: PMGNWPL. */
  readonly type: string
  readonly fields: readonly string[]
}

/** What a log has besides the sentences that can be used. */
export interface Scan {
  readonly sentences: readonly Sentence[]
  /** Types of sentences that are not read, each once. */
  readonly others: readonly string[]
  /** With a wrong checksum, or without one where its kind has them elsewhere: changed or cut on their way. */
  readonly damaged: number
  /** Of other ships, or of the own one as others see it (`!AIVDM`, `!AIVDO`). */
  readonly ais: number
  /** Are there sentences of which nothing tells whether they are damaged? */
  readonly unchecked: boolean
}

/** A sentence anywhere in a line: loggers put times, counters and NMEA 4 its tag blocks in front. */
const sentence = /[$!](?:(P[A-Z\d]{3,9})|([A-Z]{2})([A-Z]{3})),([^$!*\r\n]*)(?:\*([0-9A-F]{2})?)?/gi

/** The exclusive or of the characters between `$` and `*`. */
export function checksum(body: string): number {
  let sum = 0
  for (let index = 0; index < body.length; index += 1) sum ^= body.charCodeAt(index)
  return sum
}

/** The sentences that are read. */
const readTypes: ReadonlySet<string> = new Set(['RMC', 'GGA', 'GLL', 'GNS', 'ZDA', 'DTM', 'WPL', 'RTE'])

/** A sentence before its fields are parted: a log has hundreds of thousands. */
interface Written extends Omit<Sentence, 'fields'> {
  readonly body: string
  readonly isAis: boolean
  readonly check: 'right' | 'wrong' | 'none'
}

function writtenIn(text: string, line: number): Written[] {
  return [...text.matchAll(sentence)].map((match) => {
    const [whole, makersOwn = '', talker = '', type = makersOwn, body = '', said] = match
    const star = whole.indexOf('*')
    const right = said !== undefined && checksum(whole.slice(1, star)) === Number.parseInt(said, 16)
    return {
      line,
      talker: talker.toUpperCase(),
      type: type.toUpperCase(),
      body,
      isAis: whole.startsWith('!'),
      check: right ? 'right' : star >= 0 ? 'wrong' : 'none',
    }
  })
}

/** The sentences of a log, in its order; what is not one is passed over. */
export function scanSentences(text: string): Scan {
  const written = text.split(/\r\n?|\n/).flatMap((line, index) => (isLong(line) ? [] : writtenIn(line, index + 1)))
  const kindOf = ({ talker, type }: Written) => talker + type
  const checked = new Set(written.filter(({ check }) => check === 'right').map(kindOf))
  const own = written.filter(({ isAis }) => !isAis)
  const sound = own.filter((one) => one.check === 'right' || (one.check === 'none' && !checked.has(kindOf(one))))
  const sentences = sound
    .filter(({ type }) => readTypes.has(type))
    .map(({ line, talker, type, body }) => ({
      line,
      talker,
      type,
      fields: body.split(',').map((field) => field.trim()),
    }))
  return {
    sentences,
    others: [...new Set(sound.map(({ type }) => type))].filter((type) => !readTypes.has(type)),
    damaged: own.length - sound.length,
    ais: written.length - own.length,
    unchecked: sound.some(({ check, type }) => check === 'none' && readTypes.has(type)),
  }
}

/** NMEA 0183 has 82 characters to a sentence; with what loggers add no line is longer than a few of them. */
const isLong = (line: string) => line.length > 5000

const SAMPLE_CHARACTERS = 65_536
/** Without checksums most lines have to be sentences, or it is another text that has one. */
const MIN_SHARE = 0.5

/** Is the text a log of NMEA sentences? */
export function holdsSentences(text: string): boolean {
  const lines = text
    .slice(0, SAMPLE_CHARACTERS)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '' && !isLong(line))
  const written = lines.map((line) => writtenIn(line, 0))
  if (written.some((own) => own.some(({ check }) => check === 'right'))) return true
  return written.filter((own) => own.length > 0).length > MIN_SHARE * lines.length
}

/** `5149.480,N` and `00407.224,E`: degrees and minutes in fixed widths. Null where one is missing or damaged. */
export function sentencePosition(fields: readonly string[], first: number): Position | null {
  const [lat, ns, lon, ew] = [0, 1, 2, 3].map((index) => fields[first + index] ?? '')
  const north = degreesOf(/^(\d\d)(\d\d(?:\.\d*)?)$/.exec(lat ?? ''), 90)
  const east = degreesOf(/^(\d{3})(\d\d(?:\.\d*)?)$/.exec(lon ?? ''), 180)
  if (north === null || east === null || !/^[NS]$/i.test(ns ?? '') || !/^[EW]$/i.test(ew ?? '')) return null
  return { lat: (/s/i.test(ns ?? '') ? -north : north) + 0, lon: (/w/i.test(ew ?? '') ? -east : east) + 0 }
}

function degreesOf(match: RegExpExecArray | null, limit: number): number | null {
  if (!match) return null
  const minutes = Number(at(match, 2))
  const degrees = Number(at(match, 1)) + minutes / 60
  return minutes < 60 && degrees <= limit ? degrees : null
}

const HOUR_S = 3600

/** `121824.00` as milliseconds of the day, 0 to under 86,400,000; null where it is none. */
export function clockMs(field: string | undefined): number | null {
  const match = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(field ?? '')
  if (!match) return null
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (hours > 23 || minutes > 59 || seconds >= 61) return null
  return Math.round((hours * HOUR_S + minutes * 60 + seconds) * 1000)
}

/** Midnight UTC of a date; two figures of a year are of 1970 to 2069: receivers without a date begin in 1970 or 1980. Null where there is no such day. */
export function dateMs(day: string | undefined, month: string | undefined, year: string | undefined): number | null {
  if (!/^\d\d?$/.test(day ?? '') || !/^\d\d?$/.test(month ?? '') || !/^(\d\d|\d{4})$/.test(year ?? '')) return null
  const short = Number(year)
  const full = (year ?? '').length === 4 ? short : short + (short < 70 ? 2000 : 1900)
  const ms = Date.UTC(full, Number(month) - 1, Number(day))
  const date = new Date(ms)
  return date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1 ? ms : null
}

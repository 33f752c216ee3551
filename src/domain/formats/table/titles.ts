import { plainWords, type WrittenZone, zoneOf, zonesIn } from '../../units/time-words.ts'
import { isLikePosition } from '../read/text/position-lines.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { headingWords, speedUnitIn, speedWords } from './heading-words.ts'
import { senseOf, type Sense } from './headings.ts'
import type { TableRow } from './rows.ts'
import { zoneOfCell } from './times.ts'

/** What stands above a table or below it says of the whole. */
export interface Titles {
  readonly name: string
  /** Minutes ahead of UTC of all times; null where nothing is said. */
  readonly zoneMin: number | null
  readonly saysLocal: boolean
}

const nameLine = /^(?:(?:route|voyage|track|plan)(?: name)?|name|title)\s*[:=]\s*(.+)$/i
const nameCell = /^(?:(?:route|voyage|track|plan)(?: name)?|name|title)\s*:?$/i
const speaksOfTimes =
  /\btimes\b|\ball times?\b|\btime ?zone\b|\bzd\b|\bzeiten\b|\bheures\b|\bhoras\b|\bore\b|\btijden\b|\btider\b|\bzeitzone\b/i
/** Words that a single time has as well: they speak of all times where no figures stand beside the zone. */
const maySpeakOfTimes =
  /\b(?:clocks?|time|zone|etas?|etds?|uhrzeit|zeit|uhr|heure|hora|ora|tijd|tid|fuseau|huso|fuso)\b/i
const localWords =
  /(?<![a-z])(?:local times?|ship'?s? times?|ships' times?|zone times?|ortszeit(?:en)?|lokalzeit|bordzeit|schiffszeit|heures? (?:locales?|de bord|du bord)|horas? (?:locais|locale?s?|de bordo|de a bordo)|or[ae] locali?e?|or[ae] di bordo|lokale? tijd(?:en)?|scheepstijd|boordtijd|lokal ?tid|skipstid|skibstid)(?![a-z])/

/** What a line such as `Time zone: +8` says: a bare number may be what is added to give UTC as well. */
function zoneOfLine(text: string): number | undefined | null {
  const [, label = '', value = ''] =
    /^(.*?[\p{L})])[\s:=]*([+−–‒-]? ?\d{1,3}(?::?\d\d)?(?: ?(?:h|hrs?|hours))?)$/u.exec(text) ?? []
  const sense = label === '' ? null : senseOf(label)
  return sense?.kind === 'zone' ? (zoneOfCell(value, sense) ?? null) : undefined
}

/** @param beside lines of words in a file of several tables, which hold where the table says nothing of its own */
export function titlesOf(
  above: readonly TableRow[],
  remarks: readonly string[],
  beside: readonly TableRow[] = [],
): Titles {
  const own = zoneIn([...above.map(textIn), ...remarks])
  const { zoneMin, saysLocal } = own.zoneMin === null && !own.saysLocal ? zoneIn(beside.map(textIn)) : own
  return { name: nameOf(above), zoneMin, saysLocal }
}

const textIn = ({ cells }: TableRow) => cells.filter((cell) => cell !== '').join(' ')

function zoneIn(texts: readonly string[]): Omit<Titles, 'name'> {
  const lines = texts.map(zoneOfLine)
  const zones = [
    ...texts.flatMap((text, index) => (lines[index] === undefined ? zonesOf(text) : [])),
    ...lines.flatMap((zone) => zone ?? []),
  ]
  const zone = zoneOf(zones)
  return {
    zoneMin: typeof zone === 'number' ? zone : null,
    saysLocal:
      zone === null ||
      zone === 'local' ||
      lines.includes(null) ||
      texts.some((text) => /(?<![a-z])LT(?![a-z])/.test(text) || localWords.test(plainWords(text)) || isUnclear(text)),
  }
}

/** The zones that a line says of all times. */
function zonesOf(text: string): readonly WrittenZone[] {
  const { zones, rest } = zonesIn(plainWords(text))
  const speaks = speaksOfTimes.test(text) || localWords.test(plainWords(text))
  const isAlone = wordsBeside(rest).length === 0
  return speaks || isAlone || (maySpeakOfTimes.test(text) && !/\d/.test(rest)) ? zones : []
}

const plainTalk = new Set(
  'all time times zone tz eta etas etd etds clock clocks ship ships s are in is at the of on given shown note notes please and approximate estimated'.split(
    ' ',
  ),
)

/** What a line says beside zones and the words with which it speaks of them. */
const wordsBeside = (rest: string) => (rest.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !plainTalk.has(word))

const zoneLine = /^\W*(?:(?:all )?times\b|time ?zone\b|tz\b|zone *[:=]|(?:ship'?s?'? )?clocks?\b|ship'?s?'? time\b)/
const localLine = /^\W*(?:local|lcl|loc|lokal|lt)\W*$/
const shiftedLine = /(?<![a-z])(?:behind|ahead|fast|slow)(?![a-z])/

/** Speaks a line of the zone of all times in words that nobody here knows: `Times +8`, `TZ: Europe/Oslo`? */
function isUnclear(text: string): boolean {
  const line = plainWords(text)
  const { zones, rest } = zonesIn(line)
  if (localLine.test(line)) return true
  if (shiftedLine.test(line)) return zones.length > 0 || zoneLine.test(line)
  const beside = wordsBeside(rest)
  if (!zoneLine.test(line) || zoneOfLine(text) !== undefined) return false
  return zones.length === 0 ? beside.length > 0 : beside.some((word) => /^\d+$/.test(word))
}

const unitWords = new Set('unit units in are is all speeds einheit unite unidad unita eenheid enhet enhed'.split(' '))

/** The uses, with the unit of speed that a line above the table names where the heading says none: `Speed unit: km/h`. */
export function withUnitAbove(
  uses: readonly ColumnUse[],
  senses: readonly (Sense | null)[],
  above: readonly TableRow[],
): readonly ColumnUse[] {
  const [unit, ...others] = new Set(
    above.flatMap(({ cells }) => {
      const { unit: own, rest } = speedUnitIn(cells.filter((cell) => cell !== '').join(' '))
      const words = headingWords(rest)
      const speaks = words.length > 0 && words.every((word) => speedWords.has(word) || unitWords.has(word))
      return own !== null && speaks ? [own] : []
    }),
  )
  if (unit === undefined || unit === 'kn' || others.length > 0) return uses
  return uses.map((use, index) => {
    const sense = senses[index]
    return use.role === 'speed' && sense?.kind === 'speed' && sense.unit === null ? { ...use, speedUnit: unit } : use
  })
}

const plain = (cell: string) => cell.replace(/^(?:#+|\/\/+|%+)\s*/, '').trim()

/** A title alone in the first row, `Route: …`, or the title line of a route sheet of JRC. */
function nameOf(above: readonly TableRow[]): string {
  const filled = above.map(({ cells }) => cells.map(plain).filter((cell) => cell !== ''))
  if (filled.some((cells) => /\bROUTE SHEET\b/.test(cells.join(' ')))) return filled.at(-1)?.[0] ?? ''
  const [first] = filled
  // A position that cannot be read is no name.
  if (isLikePosition(first?.join(' ') ?? '')) return ''
  if (first?.length === 1) return nameLine.exec(first[0] ?? '')?.[1] ?? first[0] ?? ''
  const named = filled.find(([label = '', name]) => nameCell.test(label) && name !== undefined)
  return named?.[1] ?? ''
}

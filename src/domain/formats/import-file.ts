import { AppError } from '../errors.ts'
import { MAX_FILE_BYTES } from './file-size.ts'
import { type ImportCandidate, toCandidate } from './candidates.ts'
import { cleanName, isNameTooLong, plural } from './file-values.ts'
import {
  type Draft,
  type FormatReader,
  type ImportNote,
  type OnProgress,
  type Reading,
  type ReadOptions,
  Salvage,
} from './reading.ts'
import { eglobe } from './read/eglobe.ts'
import { geojson } from './read/geojson.ts'
import { gpx } from './read/gpx.ts'
import { kml } from './read/kml.ts'
import { navisailor } from './read/navisailor.ts'
import { nmea } from './read/nmea/nmea.ts'
import { oziRoute } from './read/ozi-route.ts'
import { rootName } from './read/xml-tree.ts'
import { rou } from './read/rou.ts'
import { rt3 } from './read/rt3.ts'
import { rtz } from './read/rtz.ts'
import { table as tableReader } from './read/table.ts'
import type { TableAssignment, TableSheet } from './table-sheet.ts'
import { textList } from './read/text-list.ts'
import { unzip } from './unzip.ts'

export type { ImportCandidate, ImportNote }

/** What a file holds, for the operator to choose from. */
export interface ImportResult {
  /** "RTZ 1.0", "GPX 1.1", "GeoJSON" */
  readonly format: string
  readonly fileName: string
  /** At least one, or none where a table has to be explained by the operator first. */
  readonly candidates: readonly ImportCandidate[]
  readonly notes: readonly ImportNote[]
  /** How a table was read, for the operator to see and to change; null for any other format. */
  readonly table: TableSheet | null
}

/** More notes than anybody reads: a file of a hundred thousand odd points has one for each. */
const MAX_NOTES = 200
/** More lines than anybody chooses from: a file of so many is a map, not a route. */
const MAX_CANDIDATES = 100

/**
 * Reads a route file, alone or in an archive; its format is found out by content.
 * @param fileName only for names where the file gives none
 * @param onProgress called while a long XML file is read
 * @param assignment how the operator wants a table read
 * @throws AppError `file-empty`, `file-too-large`, `file-not-understood`, `file-malformed` (detail: "line 212 has no
 * longitude"), `file-no-route`, `too-few-points`, `too-many-points`, `xml-entities`, `xml-too-deep`
 */
export function readRouteFile(
  bytes: Uint8Array,
  fileName: string,
  onProgress?: OnProgress,
  assignment?: TableAssignment,
): ImportResult {
  if (bytes.length === 0) throw new AppError('file-empty', 'the file is empty')
  if (bytes.length > MAX_FILE_BYTES)
    throw new AppError('file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB, at most 64`)
  refuseStrangers(bytes)
  const reading = isArchive(bytes) ? readArchive(bytes) : readText(decodeText(bytes), { onProgress, assignment })
  const { format, drafts, notes, table = null } = reading
  const stem = cleanName(fileName.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,8}$/i, ''))
  const { usable, more } = table && drafts.length === 0 ? { usable: [], more: [] } : choose(drafts)
  const candidates = usable.map((draft, index) =>
    toCandidate(draft, `line-${index + 1}`, usable.length === 1 ? stem : `${stem} ${index + 1}`),
  )
  return { format, fileName, candidates, notes: fewNotes([...more, ...notes, ...cutNames(usable)]), table }
}

const readText = (text: string, options: ReadOptions) => detect(text).read(text, options)

function fewNotes(notes: readonly ImportNote[]): readonly ImportNote[] {
  return notes.length <= MAX_NOTES
    ? notes
    : [...notes.slice(0, MAX_NOTES), { text: `And ${notes.length - MAX_NOTES} more like these.` }]
}

function cutNames(drafts: readonly Draft[]): ImportNote[] {
  const cut = drafts.reduce(
    (sum, { name, points }) =>
      sum + Number(isNameTooLong(name)) + points.filter((point) => isNameTooLong(point.name)).length,
    0,
  )
  return cut === 0
    ? []
    : [{ text: `${plural(cut, 'name')} longer than 120 characters ${cut === 1 ? 'was' : 'were'} cut.` }]
}

/** The lines with at least two points, and a word on the others. */
function choose(drafts: readonly Draft[]): { usable: Draft[]; more: ImportNote[] } {
  const usable = drafts.filter(({ points }) => points.length > 1)
  const longest = Math.max(0, ...drafts.map(({ points }) => points.length))
  if (longest === 0) throw new AppError('file-no-route', 'it contains no points')
  if (usable.length === 0) throw new AppError('too-few-points', 'it contains only one point')
  const more: ImportNote[] = drafts
    .filter(({ points }) => points.length < 2)
    .map(({ name, points }) => ({
      text: `"${cleanName(name) || 'Unnamed'}" has ${points.length === 0 ? 'no points' : 'only one point'} and was left out.`,
    }))
  if (usable.length > MAX_CANDIDATES)
    more.unshift({ text: `The file has ${usable.length} lines; the first ${MAX_CANDIDATES} are offered.` })
  return { usable: usable.slice(0, MAX_CANDIDATES), more }
}

/** Every format that can be read, the pickiest first. A new one is one more row. */
const readers: readonly FormatReader[] = [
  rtz,
  gpx,
  kml,
  rt3,
  eglobe,
  geojson,
  rou,
  nmea,
  navisailor,
  oziRoute,
  tableReader,
  textList,
]

/** What people also drop, known by its first bytes and named. */
const strangers: readonly { readonly bytes: readonly number[]; readonly is: string }[] = [
  { bytes: [0x1f, 0x8b], is: 'a gzip archive' },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], is: 'a picture' },
]

const readable = 'Fairway reads RTZ, GPX, KML, GeoJSON, CSV and the route files of several chart systems'

/** @throws AppError `file-not-understood` for a file that is no text at all */
function refuseStrangers(bytes: Uint8Array): void {
  const stranger = strangers.find((kind) => kind.bytes.every((byte, index) => bytes[index] === byte))
  if (stranger) throw new AppError('file-not-understood', `this is ${stranger.is}; ${readable}`)
}

/**
 * The reader for a text, by content, never by the file's name.
 * @throws AppError `file-not-understood`, its detail naming what was found
 */
function detect(text: string): FormatReader {
  const reader = readers.find(({ recognises }) => recognises(text))
  if (reader) return reader
  const root = rootName(text)
  throw new AppError(
    'file-not-understood',
    `this is ${root ? `XML with <${root.slice(0, 40)}>` : 'no route format known here'}; ${readable}`,
  )
}

/** RTZP, KMZ and any ZIP around a route file, known by its first bytes. */
const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * Reads every route file inside an archive, whatever its name; pictures, other attachments and archives inside the
 * archive are left alone.
 * @throws AppError as `unzip` and the readers; `file-not-understood` where nothing in it is a route file
 */
function readArchive(bytes: Uint8Array): Reading {
  const { contents, passed } = unzip(bytes, looksLikeText)
  const salvage = new Salvage()
  const readings = contents.flatMap((content) => salvage.attempt(() => readInside(content)))
  const drafts: Draft[] = readings.flatMap((reading) => reading.drafts)
  const notes: ImportNote[] = readings.flatMap((reading) => reading.notes)
  notes.push(...salvage.settle(drafts.some(({ points }) => points.length > 1)))
  const [first] = readings
  if (!first) throw new AppError('file-not-understood', 'it is an archive, and nothing in it is a route file')
  if (passed > 0) notes.push({ text: `${plural(passed, 'attachment')} in the archive left out.` })
  return { format: formatName(first.format), drafts, notes }
}

const readInside = (content: Uint8Array): Reading => {
  const text = decodeText(content)
  return detect(text).read(text)
}

/** Route files in archives are XML or JSON: they begin with < or {, behind blanks, a byte order mark or half a UTF-16 character. */
function looksLikeText(head: Uint8Array): boolean {
  const skipped = new Set([0x20, 0x09, 0x0a, 0x0d, 0x00, 0xef, 0xbb, 0xbf, 0xff, 0xfe])
  const first = head.find((byte) => !skipped.has(byte))
  return first === 0x3c || first === 0x7b
}

function formatName(inside: string): string {
  if (inside.startsWith('RTZ')) return `RTZP with ${inside}`
  return inside === 'KML' ? 'KMZ' : `ZIP with ${inside}`
}

/** Labels of the encodings that route files come in, by the first words of the file; anything else is UTF-8. */
const single8Bit = /^(iso-?8859-?(1|15)|latin-?1|us-ascii|windows-125\d|cp125\d|koi8-[ru])$/i
/** Their bytes are hardly ever UTF-8 by chance; a file that names one and is UTF-8 all the same is read as that. */
const multiByte = /^(gbk|gb2312|gb18030|big5|shift_jis|euc-jp|euc-kr)$/i

/**
 * The text of a file, whatever its encoding: byte order mark, UTF-16 without one, the XML declaration's encoding, else
 * UTF-8; bytes that are no UTF-8 are read as windows-1252, which is what programs that do not say mean by it.
 * @throws AppError `file-empty`, `file-not-understood` for bytes that are no text in any of these
 */
function decodeText(bytes: Uint8Array): string {
  // Some programs fill the last block of a file with zeros.
  const text = withoutZerosAtEnd(decoderFor(bytes)(bytes).replace(/^\uFEFF/, ''))
  if (text.trim() === '') throw new AppError('file-empty', 'the file is empty')
  if (text.includes('\0')) throw new AppError('file-not-understood', 'this is neither text nor an archive')
  return text
}

function withoutZerosAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '\0') end -= 1
  return text.slice(0, end)
}

function decoderFor(bytes: Uint8Array): (bytes: Uint8Array) => string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le')
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be')
  // A file of any format here begins with an ASCII character; a zero beside it means sixteen bits each.
  if (first !== undefined && second === 0 && first !== 0) return decodeAs('utf-16le')
  if (first === 0 && second !== undefined && second !== 0) return decodeAs('utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  if (declared && single8Bit.test(declared))
    return decodeAs(declared.replace(/^cp/i, 'windows-').replace(/^latin-?1$/i, 'latin1'))
  return utf8Or(declared && multiByte.test(declared) ? declared : 'windows-1252')
}

const decodeAs = (label: string) => (bytes: Uint8Array) => new TextDecoder(label).decode(bytes)

const utf8Or = (label: string) => (bytes: Uint8Array) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeAs(label)(bytes)
  }
}

import { AppError } from '../errors.ts'
import { fileStem, plural } from './file-values.ts'
import { type Draft, type ImportNote, type Reading, type ReadOptions, Salvage } from './reading.ts'
import { rtz } from './read/rtz.ts'
import { sheetsOfOds } from './read/workbooks/ods.ts'
import { partName, type Parts, sheetsOf } from './read/workbooks/xlsx.ts'
import { readSheets } from './read/workbooks/sheets.ts'
import { readerOf, readRouteText } from './read-text.ts'
import { archivedStranger, lockedWorkbook } from './strangers.ts'
import { type DecodedText, decodeText } from './text-encoding.ts'
import { unzip, type UnzippedFile } from './unzip.ts'

/** RTZP, KMZ and any ZIP around a route file, known by its first bytes. */
export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

interface ArchivedText extends DecodedText {
  /** Of its file, without folders and ending. */
  readonly name: string
}

/**
 * Reads every route file inside an archive, by content, whatever its name; pictures, other attachments and archives
 * inside the archive are left alone. Beside an RTZ only XML is looked at: in an RTZP other texts are attachments.
 * @returns with the encoding that was guessed for a text in it, as `DecodedText` has it
 * @throws AppError as `unzip` and the readers; `file-not-understood` where nothing in it is a route file
 */
export function readArchive(bytes: Uint8Array, options: ReadOptions): Reading & Pick<DecodedText, 'guessed'> {
  const { files, names, passed } = unzip(bytes, looksLikeText)
  const workbook = readWorkbook(files, names, options)
  if (workbook) return { ...workbook, guessed: null }
  const stranger = archivedStranger(names)
  if (stranger) throw stranger
  const texts = files.flatMap(decodeArchived)
  const isRtzp = texts.some(({ text }) => readerOf(text) === rtz)
  const wanted = texts.filter(({ text }) => isXml(text) || (!isRtzp && readerOf(text) !== null))
  const salvage = new Salvage()
  const read = wanted.flatMap(({ name, text }) =>
    salvage.attempt(() => ({ name, reading: readRouteText(text, wanted.length === 1 ? options : {}) })),
  )
  const [first] = read
  const drafts = withFileNames(read)
  const table = read.length === 1 ? first?.reading.table : undefined
  const polygons = drafts.length === 0 ? read.flatMap(({ reading }) => reading.polygons ?? []) : []
  const notes = [
    ...read.flatMap(({ name, reading }) => notesOf(reading, read.length > 1 ? name : null)),
    ...salvage.settle(table !== undefined || polygons.length > 0 || drafts.some(({ points }) => points.length > 1)),
  ]
  if (!first) {
    const inside = names.some((name) => /\.(?:xlsx|xlsm|ods|kmz|rtzp|zip)$/i.test(name))
      ? '; unpack it and open the workbook or archive inside'
      : ''
    throw new AppError('file-not-understood', `it is an archive, and nothing in it is a route file${inside}`)
  }
  const attachments = passed + files.length - wanted.length
  if (attachments > 0) notes.push({ text: `${plural(attachments, 'attachment')} in the archive left out.` })
  return {
    format: formatName(first.reading.format),
    drafts,
    notes,
    ...(table && { table }),
    ...(polygons.length > 0 && { polygons }),
    guessed: wanted.find(({ guessed }) => guessed !== null)?.guessed ?? null,
  }
}

/** Null for an archive that is none. */
function readWorkbook(files: readonly UnzippedFile[], names: readonly string[], options: ReadOptions): Reading | null {
  const isPackage =
    names.includes('[Content_Types].xml') && names.some((name) => /^xl[/\\](?!workbook\.bin$)/i.test(name))
  const isOpenDocument = names.includes('content.xml') && names.includes('mimetype')
  if (!isPackage && !isOpenDocument) return null
  const parts: Parts = new Map(
    files.flatMap((file) => decodeArchived(file).map(({ text }) => [partName(file.name), text] as const)),
  )
  if (isPackage) return names.includes('xl/workbook.bin') ? null : readSheets(sheetsOf(parts), 'XLSX', options)
  if (!/opendocument\.spreadsheet/.test(parts.get('mimetype') ?? '')) return null
  const content = parts.get('content.xml')
  if (content === undefined) throw lockedWorkbook()
  return readSheets(sheetsOfOds(content), 'ODS', options)
}

/** None for what is no text after all. */
function decodeArchived({ name, content }: UnzippedFile): ArchivedText[] {
  try {
    return [{ name: fileStem(name), ...decodeText(content) }]
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

/** Among several files, lines without a name, or with one that others have too, are known by their file's. */
function withFileNames(read: readonly { readonly name: string; readonly reading: Reading }[]): readonly Draft[] {
  const drafts = read.flatMap(({ name: file, reading }) => reading.drafts.map((draft) => ({ file, draft })))
  if (read.length < 2) return drafts.map(({ draft }) => draft)
  return drafts.map(({ file, draft }) => {
    const isAlone = drafts.every((other) => other.file === file || other.draft.name !== draft.name)
    if (draft.name === '') return { ...draft, name: file }
    return isAlone ? draft : { ...draft, name: `${draft.name} (${file})` }
  })
}

/** @param file to be named with each note; null where there is only one */
function notesOf({ notes, table, drafts }: Reading, file: string | null): ImportNote[] {
  if (file === null) return [...notes]
  const own = notes.map((note) => ({ ...note, item: note.item === undefined ? file : `${file}, ${note.item}` }))
  return table && drafts.length === 0
    ? [...own, { item: file, text: 'Its columns have to be assigned: open this file by itself.' }]
    : own
}

const isXml = (text: string) => /^\s*</.test(text)

/** Control characters that no text has; old ones end with 0x1a, and 0x1e parts the values of some JSON. */
const binary = new Set(
  [...Array(32).keys()].filter(
    (code) => code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d && code !== 0x1a && code !== 0x1e,
  ),
)

/** Text, in UTF-16 too: no control characters, and zeros only in every second place. */
function looksLikeText(head: Uint8Array): boolean {
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length)
  const isUtf16 = zeros.some((count) => count > 0) && zeros.some((count) => count === 0)
  return head.every((byte) => !binary.has(byte) || (byte === 0 && isUtf16))
}

function formatName(inside: string): string {
  if (inside.startsWith('RTZ')) return `RTZP with ${inside}`
  return inside === 'KML' ? 'KMZ' : `ZIP with ${inside}`
}

import { AppError } from '../errors.ts'
import { isArchive, readArchive } from './archive.ts'
import { MAX_FILE_BYTES } from './file-size.ts'
import type { Area } from '../areas/area.ts'
import { type ImportCandidate, toCandidate } from './candidates.ts'
import { cleanName, fileStem, isNameTooLong, plural } from './file-values.ts'
import { joinedLine } from './line-chain.ts'
import { keepAllEtas } from './planned-times.ts'
import { type Draft, type ImportNote, listed, type OnProgress, type Reading, type ReadOptions } from './reading.ts'
import { readRouteText } from './read-text.ts'
import { areasOfFile } from './read/polygons.ts'
import { CUT_OFF } from './read/xml-tree.ts'
import { refuseStrangers } from './strangers.ts'
import { zeroNotes } from './whole-points.ts'
import type { GivenAssignment, TableSheet } from './table-sheet.ts'
import { type DecodedText, decodeText } from './text-encoding.ts'

export type { ImportCandidate, ImportNote }

/** What a file holds, for the operator to choose from. */
export interface ImportResult {
  /** "RTZ 1.0", "GPX 1.1", "GeoJSON" */
  readonly format: string
  readonly fileName: string
  /** At least one, or none where a table has to be explained by the operator first, or where there are areas. */
  readonly candidates: readonly ImportCandidate[]
  readonly notes: readonly ImportNote[]
  /** How a table was read, for the operator to see and to change; null for any other format. */
  readonly table: TableSheet | null
  /** Of a file that has areas in place of lines; then there is no candidate. */
  readonly areas?: readonly Area[]
}

/** More notes than anybody reads: a file of a hundred thousand odd points has one for each. */
const MAX_NOTES = 200
/** More lines than anybody chooses from: a file of so many is a map, not a route. */
const MAX_CANDIDATES = 100

/**
 * Reads a file of routes, or of areas alone, by itself or in an archive; its format is found out by content.
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
  assignment?: GivenAssignment,
): ImportResult {
  if (bytes.length === 0) throw new AppError('file-empty', 'the file is empty')
  if (bytes.length > MAX_FILE_BYTES)
    throw new AppError('file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB, at most 64`)
  refuseStrangers(bytes)
  const reading = readBytes(bytes, { onProgress, assignment })
  const { format, table = null, guessed, polygons } = reading
  const stem = fileStem(fileName)
  if (polygons) {
    const { areas, notes } = areasOfFile(polygons, stem)
    return { format, fileName, candidates: [], notes: fewNotes([...notes, ...reading.notes]), table: null, areas }
  }
  const { drafts, notes } = keepAllEtas(reading)
  const { usable, more } = table && drafts.length === 0 ? { usable: [], more: [] } : choose(drafts, notes)
  const lines = usable.map((draft, index) =>
    toCandidate(draft, `line-${index + 1}`, usable.length === 1 ? stem : `${stem} ${index + 1}`),
  )
  const joined = joinedCandidate(drafts, stem)
  const candidates = joined ? [joined.candidate, ...lines] : lines
  const told = [
    ...more,
    ...(joined ? [joined.note] : []),
    ...usable.flatMap(({ points }) => zeroNotes(points, table !== null)),
    ...notes,
    ...nameNotes(usable, guessed),
  ]
  return { format, fileName, candidates, notes: fewNotes(told), table }
}

/** Lines that meet end to end as one more candidate; null where they do not. */
function joinedCandidate(
  drafts: readonly Draft[],
  stem: string,
): { candidate: ImportCandidate; note: ImportNote } | null {
  const joined = joinedLine(drafts.filter(({ points }) => points.length > 1))
  if (!joined) return null
  const name = `${joined.draft.name || stem} joined (${joined.lines} parts)`
  return { candidate: toCandidate({ ...joined.draft, name }, 'joined', name), note: joined.note }
}

function readBytes(bytes: Uint8Array, options: ReadOptions): Reading & Pick<DecodedText, 'guessed'> {
  if (isArchive(bytes)) return readArchive(bytes, options)
  const { text, guessed } = decodeText(bytes)
  return { ...readRouteText(text, options), guessed }
}

function fewNotes(notes: readonly ImportNote[]): readonly ImportNote[] {
  return notes.length <= MAX_NOTES
    ? notes
    : [...notes.slice(0, MAX_NOTES), { text: `And ${notes.length - MAX_NOTES} more like these.` }]
}

/** What happened to the names: cut, damaged, or perhaps garbled. @param guessed as what they were read, where the file does not say */
function nameNotes(drafts: readonly Draft[], guessed: string | null): ImportNote[] {
  const all = drafts.flatMap(({ name, points }) => [name, ...points.flatMap((point) => point.name ?? [])])
  const cut = all.filter(isNameTooLong).length
  const damaged = [...new Set(all.filter((name) => name.includes('\uFFFD')))]
  const texts = [
    cut > 0 && `${plural(cut, 'name')} longer than 120 characters ${cut === 1 ? 'was' : 'were'} cut.`,
    damaged.length > 0 && `Names with damaged letters: ${listed(damaged)}.`,
    guessed !== null &&
      all.some((name) => /[^\p{ASCII}]/u.test(name)) &&
      `The names may be garbled: the file does not say which characters it is written in. They were read as ${guessed}.`,
  ]
  return texts.flatMap((text) => (text === false ? [] : [{ text }]))
}

/** The lines with at least two points, and a word on the others. */
function choose(drafts: readonly Draft[], notes: readonly ImportNote[]): { usable: Draft[]; more: ImportNote[] } {
  const usable = drafts.filter(({ points }) => points.length > 1)
  const longest = Math.max(0, ...drafts.map(({ points }) => points.length))
  const cut = notes.find(({ text }) => text === CUT_OFF)
  const why = cut ? `: it ends in the middle, at line ${cut.line}` : ''
  if (longest === 0) throw new AppError('file-no-route', `it contains no points${why}`)
  if (usable.length === 0) throw new AppError('too-few-points', `it contains only one point${why}`)
  const more: ImportNote[] = drafts
    .filter(({ points }) => points.length < 2)
    .map(({ name, points }) => ({
      text: `"${cleanName(name) || 'Unnamed'}" has ${points.length === 0 ? 'no points' : 'only one point'} and was left out.`,
    }))
  if (usable.length > MAX_CANDIDATES)
    more.unshift({ text: `The file has ${usable.length} lines; the first ${MAX_CANDIDATES} are offered.` })
  return { usable: usable.slice(0, MAX_CANDIDATES), more }
}

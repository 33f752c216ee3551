import { AppError } from '../errors.ts'
import { MAX_FILE_BYTES } from './file-size.ts'
import { isArchive, readArchive } from './archive/archive.ts'
import { type ImportCandidate, toCandidate } from './candidates.ts'
import { decodeText } from './decode-text.ts'
import { detect, refuseStrangers } from './detect.ts'
import { cleanName, isNameTooLong, plural } from './file-values.ts'
import type { Draft, ImportNote, OnProgress } from './reading.ts'

export type { ImportCandidate, ImportNote }

/** What a file holds, for the operator to choose from. */
export interface ImportResult {
  /** "RTZ 1.0", "GPX 1.1", "GeoJSON" */
  readonly format: string
  readonly fileName: string
  /** At least one. */
  readonly candidates: readonly ImportCandidate[]
  readonly notes: readonly ImportNote[]
}

/** More notes than anybody reads: a file of a hundred thousand odd points has one for each. */
const MAX_NOTES = 200
/** More lines than anybody chooses from: a file of so many is a map, not a route. */
const MAX_CANDIDATES = 100

/**
 * Reads a route file, alone or in an archive; its format is found out by content.
 * @param fileName only for names where the file gives none
 * @param onProgress told while a long XML file is read
 * @throws AppError `file-empty`, `file-too-large`, `file-not-understood`, `file-malformed` (detail: "line 212 has no
 * longitude"), `file-no-route`, `too-few-points`, `too-many-points`, `xml-entities`, `xml-too-deep`
 */
export function readRouteFile(bytes: Uint8Array, fileName: string, onProgress?: OnProgress): ImportResult {
  if (bytes.length === 0) throw new AppError('file-empty', 'the file is empty')
  if (bytes.length > MAX_FILE_BYTES)
    throw new AppError('file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB, at most 64`)
  refuseStrangers(bytes)
  const { format, drafts, notes } = isArchive(bytes) ? readArchive(bytes) : readText(decodeText(bytes), onProgress)
  const stem = cleanName(fileName.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,8}$/i, ''))
  const { usable, more } = choose(drafts)
  const candidates = usable.map((draft, index) =>
    toCandidate(draft, `line-${index + 1}`, usable.length === 1 ? stem : `${stem} ${index + 1}`),
  )
  return { format, fileName, candidates, notes: fewNotes([...more, ...notes, ...cutNames(usable)]) }
}

const readText = (text: string, onProgress?: OnProgress) => detect(text).read(text, onProgress)

function fewNotes(notes: readonly ImportNote[]): readonly ImportNote[] {
  return notes.length <= MAX_NOTES
    ? notes
    : [...notes.slice(0, MAX_NOTES), { text: `And ${notes.length - MAX_NOTES} more of the kind.` }]
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
  if (longest === 0) throw new AppError('file-no-route', 'there are no points in it')
  if (usable.length === 0) throw new AppError('too-few-points', 'there is only one point in it')
  const more: ImportNote[] = drafts
    .filter(({ points }) => points.length < 2)
    .map(({ name, points }) => ({
      text: `"${cleanName(name) || 'Unnamed'}" has ${points.length === 0 ? 'no points' : 'only one point'} and was left out.`,
    }))
  if (usable.length > MAX_CANDIDATES)
    more.unshift({ text: `The file has ${usable.length} lines; the first ${MAX_CANDIDATES} are offered.` })
  return { usable: usable.slice(0, MAX_CANDIDATES), more }
}

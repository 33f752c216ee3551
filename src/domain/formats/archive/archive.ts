import { AppError } from '../../errors.ts'
import { decodeText } from '../decode-text.ts'
import { detect } from '../detect.ts'
import { plural } from '../file-values.ts'
import type { Draft, ImportNote, Reading } from '../reading.ts'
import { Salvage } from '../salvage.ts'
import { unzip } from './unzip.ts'

/** RTZP, KMZ and any ZIP around a route file, known by its first bytes. */
export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * Reads every route file inside an archive, whatever its name; pictures, other attachments and archives inside the
 * archive are left alone.
 * @throws AppError as `unzip` and the readers; `file-not-understood` where nothing in it is a route file
 */
export function readArchive(bytes: Uint8Array): Reading {
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

import { AppError } from '../../../errors.ts'
import { readFormal } from '../../../units/formal-notations.ts'
import { plural } from '../../file-values.ts'
import { withLoosePoints } from '../../draft-points.ts'
import type { Draft, DraftPoint, FormatReader, ImportNote, Reading } from '../../reading.ts'

/** Well-known text of geometries, longitude first: each line is a candidate, points only where there are no lines. */
export const wkt: FormatReader = {
  recognises: (text) =>
    /^\s*(?:SRID=\d+;\s*)?(?:GEOMETRYCOLLECTION\s*Z?\s*\(\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(/i.test(
      text,
    ),
  read: readWkt,
}

/** Where another geometry begins. */
const begin = /(?=(?:SRID=\d+;\s*)?\b(?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)\b)/i

/** Without the brackets of a collection: its members stand one behind the other. */
const uncollected = (text: string) => text.replace(/\bGEOMETRYCOLLECTION\s*Z?\s*\(/gi, '')

/** Behind the last member of a collection stand the brackets of the collection. */
function withoutStray(shape: string): string {
  let plain = shape.trim()
  const stray = () => plain.split(')').length > plain.split('(').length
  while (/[,;]$/.test(plain) || (plain.endsWith(')') && stray())) plain = plain.slice(0, -1).trim()
  return plain
}

function readWkt(text: string): Reading {
  const srid = /SRID=(\d+)/i.exec(text)?.[1]
  if (srid !== undefined && srid !== '4326')
    throw new AppError('file-malformed', `its positions are in SRID ${srid}; only WGS84 (4326) can be read`)
  const lines: Draft[] = []
  const points: DraftPoint[] = []
  let skipped = 0
  for (const shape of uncollected(text.replace(/\s+/g, ' ')).split(begin)) {
    if (shape.trim() === '') continue
    const parts = partsOf(shape)
    if (parts.length === 0) skipped += 1
    for (const places of parts) {
      if (places.length === 1) points.push(...places)
      else lines.push({ kind: 'line', name: '', points: places })
    }
  }
  const notes: ImportNote[] = []
  if (skipped > 0) notes.push({ text: `${plural(skipped, 'geometry', 'geometries')} left out: not a line or a point.` })
  return { format: 'WKT', drafts: withLoosePoints(lines, points, notes), notes }
}

/** The places of a point or a line, or of each line of several. @throws AppError `file-malformed` for one outside of the Earth */
function partsOf(shape: string): (readonly DraftPoint[])[] {
  const plain = withoutStray(shape)
  const isMulti = /^(?:SRID=\d+;\s*)?MULTILINESTRING\s*\(/i.test(plain)
  const texts = isMulti ? [...plain.matchAll(/\(([^()]+)\)/g)].map(([part]) => `LINESTRING ${part}`) : [plain]
  try {
    return texts.flatMap((text) => {
      const places = readFormal(text)
      return places ? [places] : []
    })
  } catch (cause) {
    throw new AppError('file-malformed', `"${plain.slice(0, 40)}" has a position outside of the Earth`, { cause })
  }
}

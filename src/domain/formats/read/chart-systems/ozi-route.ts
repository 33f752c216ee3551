import { AppError } from '../../../errors.ts'
import { filePosition } from '../../file-values.ts'
import type { Draft, DraftPoint, FormatReader, Reading } from '../../reading.ts'

/** OziExplorer's route file: a line R for each route, a line W for each of its waypoints, parted by commas. */
export const oziRoute: FormatReader = { recognises: (text) => /^OziExplorer Route File/.test(text), read: readOzi }

function readOzi(text: string): Reading {
  const lines = text.split(/\r\n?|\n/)
  const datum = (lines[1] ?? '').trim()
  if (!/^WGS ?84/i.test(datum))
    throw new AppError('file-malformed', `line 2: its positions are in "${datum.slice(0, 60)}"; only WGS84 can be read`)
  let hasMore = false
  const drafts: (Draft & { points: DraftPoint[] })[] = []
  for (const [index, line] of lines.entries()) {
    const cells = line.split(',').map((cell) => cell.trim())
    if (cells[0] === 'R') drafts.push({ kind: 'route', name: oziText(cells[2]), points: [] })
    if (cells[0] !== 'W') continue
    const points = drafts.at(-1)?.points
    if (!points) throw new AppError('file-malformed', `line ${index + 1}: a waypoint before the first route`)
    hasMore ||= cells.slice(7).some((cell) => cell !== '')
    points.push({ ...filePosition(cells[5], cells[6], `line ${index + 1}`), name: oziText(cells[4]) })
  }
  return {
    format: 'OziExplorer route',
    drafts,
    notes: hasMore ? [{ text: 'Dates, symbols, colours and descriptions of its waypoints were not used.' }] : [],
  }
}

/** OziExplorer writes commas inside a name as Ñ. */
const oziText = (text: string | undefined) => (text ?? '').replaceAll('Ñ', ',')

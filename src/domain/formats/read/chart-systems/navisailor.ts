import { at } from '../../../at.ts'
import { AppError } from '../../../errors.ts'
import { parseLatitude, parseLongitude } from '../../../units/position-grammar.ts'
import { cleanName } from '../../file-values.ts'
import { fileSpeed, legsWhereTheyEnd, type StartingPoint, withCommonSpeed } from '../../draft-points.ts'
import { type FormatReader, type ImportNote, notUsed, type Reading } from '../../reading.ts'
import { offTrackLimits, turnRadius } from './off-track.ts'

/**
 * Navi-Sailor's text: a line with the route's name, then per waypoint, parted by tabs, name, latitude, longitude, speed,
 * leg type (1 rhumb line, else great circle), cross-track distance, turn radius, both in nautical miles. Speed, type and
 * distance are those of the leg that begins there (dma-enav/EPD, RouteLoader.java).
 */
export const navisailor: FormatReader = { recognises: (text) => waypointLine.test(text), read: readNavisailor }

/** In a waypoint's line. */
const FIELDS = 7

const waypointLine =
  /^[^\t\r\n]*\t ?\d{1,2} \d{1,2}(?:\.\d+)? ?[NS]\t ?\d{1,3} \d{1,2}(?:\.\d+)? ?[EW]\t ?\d+(?:\.\d+)?\t ?\d\t/m

function readNavisailor(text: string): Reading {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ cells: line.split('\t').map((cell) => cell.trim()), number: index + 1, raw: line }))
    .filter(({ raw }) => raw.trim() !== '' && !raw.startsWith('#') && !raw.startsWith('//'))
  // Some programs leave the name's line away.
  const titled = lines[0] !== undefined && !waypointLine.test(lines[0].raw)
  const notes: ImportNote[] = []
  const rows = lines.slice(titled ? 1 : 0)
  const starting = rows.map(({ cells, number }) => readWaypoint(cells, number, notes))
  const unread = [
    ...new Set([...titleRest(titled ? lines[0] : undefined), ...rows.flatMap(({ cells }) => rest(cells))]),
  ]
  if (unread.length > 0) notes.push({ text: notUsed('Field', unread) })
  const { points, speedKn } = withCommonSpeed(legsWhereTheyEnd(starting))
  return {
    format: 'Navi-Sailor text',
    drafts: [{ kind: 'route', name: titled ? at(at(lines, 0).cells, 0) : '', points, speedKn }],
    notes,
  }
}

/** What stands behind the fields that are read. */
const rest = (cells: readonly string[]) => cells.slice(FIELDS).filter((cell) => cell !== '')
/** Ports and the like behind the route's name. */
const titleRest = (title: { readonly cells: readonly string[] } | undefined) =>
  title ? title.cells.slice(1).filter((cell) => cell !== '') : []

function readWaypoint(
  [name, lat, lon, speed, type, offTrack, radius]: readonly string[],
  line: number,
  notes: ImportNote[],
): StartingPoint {
  const read = (text: string | undefined, what: string, parse: (text: string) => number) => {
    if (!text) throw new AppError('file-malformed', `line ${line} has no ${what}`)
    try {
      return parse(text)
    } catch (cause) {
      throw new AppError('file-malformed', `line ${line}: ${what} "${cleanName(text).slice(0, 30)}" cannot be read`, {
        cause,
      })
    }
  }
  const rtz = offTrackLimits(offTrack, offTrack, line, notes)
  return {
    lat: read(lat, 'latitude', parseLatitude),
    lon: read(lon, 'longitude', parseLongitude),
    name,
    radiusNm: turnRadius(radius),
    outgoing: {
      type: type === undefined || type === '' || type === '1' ? 'RL' : 'GC',
      speedKn: fileSpeed(speed),
      ...(rtz && { rtz }),
    },
  }
}

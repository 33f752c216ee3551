import { AppError } from '../../errors.ts'
import type { Position } from '../../position.ts'
import { filePosition, fileTime, plural } from '../file-values.ts'
import { lineKind } from '../text/loose-points.ts'
import type { Draft, DraftPoint, ImportNote } from '../reading.ts'
import { childNamed, childrenNamed, type XmlElement } from './xml-tree.ts'

/** "lon,lat[,altitude]" tuples, parted by blanks. Some programs put a blank after the commas, which KML forbids. */
function tuples(element: XmlElement): string[] {
  const text = childNamed(element, 'coordinates')?.text ?? ''
  return text
    .replace(/,\s+/g, ',')
    .split(/\s+/)
    .filter((tuple) => tuple !== '')
}

function tuplePosition(tuple: string, where: string): Position {
  const parts = tuple.split(',')
  if (parts.length > 3)
    throw new AppError('file-malformed', `${where}: "${tuple.slice(0, 40)}" is no longitude, latitude and altitude`)
  return filePosition(parts[1], parts[0], where)
}

/** @throws AppError `file-malformed`, naming the line of the element and the number of the position */
export function readLineString(element: XmlElement, name: string): Draft {
  const line = childNamed(element, 'coordinates')?.line ?? element.line
  return {
    kind: 'line',
    name,
    points: tuples(element).map((tuple, index) => tuplePosition(tuple, `position ${index + 1} from line ${line}`)),
  }
}

/** @throws AppError `file-malformed` */
export function readPoint(element: XmlElement): DraftPoint {
  const line = childNamed(element, 'coordinates')?.line ?? element.line
  const [tuple = ''] = tuples(element)
  return tuplePosition(tuple, `line ${line}`)
}

/** The tracks of one MultiTrack are pieces of one journey and are joined. @throws AppError `file-malformed` */
export function readTracks(tracks: readonly XmlElement[], name: string, notes: ImportNote[]): Draft {
  const points = tracks.flatMap((track) => readTrack(track, notes))
  return { kind: lineKind(points), name, points }
}

/** KML pairs the n-th `when` with the n-th `coord`; an empty `coord` says that the place at that time is unknown. */
function readTrack(track: XmlElement, notes: ImportNote[]): DraftPoint[] {
  const times = childrenNamed(track, 'when')
  const places = childrenNamed(track, 'coord')
  const points = places.flatMap(({ text, line }, index): DraftPoint[] => {
    if (text === '') return []
    const [lon, lat] = text.split(/\s+/)
    return [{ ...filePosition(lat, lon, `line ${line}`), timeMs: fileTime(times[index]?.text) }]
  })
  const unknown = places.length - points.length
  if (unknown > 0) notes.push({ line: track.line, text: `${plural(unknown, 'time')} without a position left out.` })
  if (times.length !== places.length && times.length > 0) {
    notes.push({
      line: track.line,
      text: `The track has ${plural(times.length, 'time')} for ${plural(places.length, 'position')}.`,
    })
  }
  return points
}

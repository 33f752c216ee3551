import { AppError } from '../../../errors.ts'
import type { Position } from '../../../position.ts'
import { fileNumber, filePosition } from '../../file-values.ts'
import { fileSpeed, legsWhereTheyEnd, type StartingPoint, withCommonSpeed } from '../../draft-points.ts'
import { type FormatReader, type ImportNote, type Reading, UnusedFields } from '../../reading.ts'
import { offTrackLimits, turnRadius } from './off-track.ts'
import { childNamed, childrenNamed, parseXml, rootName, type XmlElement } from '../xml-tree.ts'
import { SECOND_MS } from '../../../time.ts'

/**
 * Transas RT3. Positions are in minutes of arc, times in Unix seconds, sailing times in days, turn radii and
 * cross-track limits in nautical miles; a waypoint's speed, limits and leg type are those of the leg that begins there.
 * Source of the meanings: dma-enav/EPD, RouteLoader.java.
 */
export const rt3: FormatReader = { recognises: (text) => rootName(text) === 'TSH_Route', read: readRt3 }

const DAY_S = 86_400

function readRt3(text: string): Reading {
  const notes: ImportNote[] = []
  const route = parseXml(text)
  const waypoints = childrenNamed(childNamed(route, 'WayPoints'), 'WayPoint')
  if (waypoints.length === 0) throw new AppError('file-no-route', 'the file has no waypoints')
  const times = calculated(route, waypoints.length, notes)
  const starting = waypoints.map((waypoint, index) => readWaypoint(waypoint, times[index], notes))
  const { points, speedKn } = withCommonSpeed(legsWhereTheyEnd(starting))
  const name = route.attributes.get('RtName') ?? ''
  notes.push(...unusedFields(route, waypoints, times).notes())
  return {
    format: 'Transas RT3',
    drafts: [{ kind: 'route', name, points, departureMs: departure(times), speedKn }],
    notes,
  }
}

function readWaypoint(waypoint: XmlElement, times: XmlElement | undefined, notes: ImportNote[]): StartingPoint {
  const { attributes, line } = waypoint
  const rtz = offTrackLimits(attributes.get('PortXTE'), attributes.get('StbXTE'), line, notes)
  return {
    ...readPosition(waypoint),
    name: attributes.get('WPName'),
    radiusNm: turnRadius(attributes.get('TurnRadius')),
    outgoing: {
      type: (attributes.get('LegType') ?? '0') === '0' ? 'RL' : 'GC',
      speedKn: fileSpeed(times?.attributes.get('Speed')),
      ...(rtz && { rtz }),
    },
  }
}

const known = {
  route: new Set(['RtVersion', 'RtName', 'WayPoints', 'Calculations']),
  waypoint: new Set(['WPName', 'LegType', 'Lat', 'Lon', 'TurnRadius', 'PortXTE', 'StbXTE']),
  times: new Set(['ETA', 'ETD', 'Speed', 'TotalTime']),
} as const

/** What the route, its waypoints and its calculation have besides, and other parts of the file by their name. */
function unusedFields(route: XmlElement, waypoints: readonly XmlElement[], times: readonly XmlElement[]): UnusedFields {
  const unused = new UnusedFields()
  for (const name of [...route.attributes.keys(), ...route.children.map((child) => child.name)])
    unused.add(name, known.route)
  for (const { attributes } of waypoints) for (const name of attributes.keys()) unused.add(name, known.waypoint)
  for (const { attributes } of times) for (const name of attributes.keys()) unused.add(name, known.times)
  return unused
}

function readPosition({ attributes, line }: XmlElement): Position {
  const degrees = (name: string) => {
    const text = attributes.get(name)
    const minutes = fileNumber(text)
    return minutes === null ? text : String(minutes / 60)
  }
  return filePosition(degrees('Lat'), degrees('Lon'), `line ${line}`)
}

/** The waypoints of the calculation that is done, or else the first; none where their number is another. */
function calculated(route: XmlElement, count: number, notes: ImportNote[]): readonly XmlElement[] {
  const calculations = childrenNamed(childNamed(route, 'Calculations'), 'Calculation')
  const chosen = calculations.find(({ attributes }) => attributes.get('CalcDone') === '1') ?? calculations[0]
  const times = childrenNamed(childNamed(chosen, 'WayPointExs'), 'WayPointEx')
  if (chosen && calculations.length > 1)
    notes.push({
      text: `The file has ${calculations.length} calculations; "${chosen.attributes.get('CalcName') ?? ''}" is taken.`,
    })
  if (times.length === count || !chosen) return times
  notes.push({
    line: chosen.line,
    text: `Its calculation has ${times.length} waypoints, the route ${count}; its times and speeds were left out.`,
  })
  return []
}

/** The ETD of the first waypoint; where it says 0, the first ETA less the sailing time until then. */
function departure(times: readonly XmlElement[]): number | null {
  const number = (element: XmlElement | undefined, name: string) => fileNumber(element?.attributes.get(name)) ?? 0
  const etd = number(times[0], 'ETD')
  if (etd > 0) return etd * SECOND_MS
  const known = times.find((element) => number(element, 'ETA') > 0 && number(element, 'TotalTime') > 0)
  return known ? Math.round(number(known, 'ETA') - number(known, 'TotalTime') * DAY_S) * SECOND_MS : null
}

import { AppError } from '../../../errors.ts'
import type { Position } from '../../../position.ts'
import { fileNumber, filePosition, plural } from '../../file-values.ts'
import { fileSpeed, legsWhereTheyEnd, type StartingPoint, withCommonSpeed } from '../../draft-points.ts'
import { type DraftPoint, type FormatReader, type ImportNote, type Reading, UnusedFields } from '../../reading.ts'
import { offTrackLimits, turnRadius } from './off-track.ts'
import { childNamed, childrenNamed, parseXml, rootName, type XmlElement } from '../xml-tree.ts'
import { MINUTE_MS, SECOND_MS } from '../../../time.ts'

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
  const starting = waypoints.map((waypoint, index): StartingPoint => ({
    ...readWaypoint(waypoint, times[index], notes),
    ...(index > 0 && plannedThere(times[index], notes)),
  }))
  const { points, speedKn } = withCommonSpeed(legsWhereTheyEnd(starting))
  const name = route.attributes.get('RtName') ?? ''
  notes.push(...unreadTimes(times), ...unusedFields(route, waypoints, times).notes())
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

/** A time of the calculation, Unix seconds; null where it says 0, nothing, or what is no such number. */
function timeOf(element: XmlElement | undefined, name: 'ETA' | 'ETD'): number | null {
  const seconds = fileNumber(element?.attributes.get(name)) ?? 0
  return seconds > 0 ? seconds * SECOND_MS : null
}

/** When the ship arrives at a waypoint behind the first, and how long she stays there. */
function plannedThere(element: XmlElement | undefined, notes: ImportNote[]): Pick<DraftPoint, 'etaMs' | 'stayMin'> {
  const [etaMs, etdMs] = [timeOf(element, 'ETA'), timeOf(element, 'ETD')]
  const stayMin = etaMs === null || etdMs === null ? 0 : (etdMs - etaMs) / MINUTE_MS
  if (element && stayMin < 0) notes.push({ line: element.line, text: 'Its ETD is before its ETA and was left out.' })
  return { etaMs: etaMs ?? etdMs, stayMin: stayMin > 0 ? stayMin : null }
}

/** A word on the times that are no Unix seconds. */
function unreadTimes(times: readonly XmlElement[]): ImportNote[] {
  const unread = times.flatMap(({ attributes, line }) =>
    (['ETA', 'ETD'] as const).flatMap((name) => {
      const text = attributes.get(name) ?? ''
      return text.trim() === '' || fileNumber(text) !== null ? [] : [{ line, text }]
    }),
  )
  const [first] = unread
  if (!first) return []
  const words = `no Unix seconds and ${unread.length === 1 ? 'was' : 'were'} left out: "${first.text.slice(0, 40)}"`
  return [
    { line: first.line, text: `${plural(unread.length, 'time')} ${unread.length === 1 ? 'is' : 'are'} ${words}.` },
  ]
}

/** The ETD of the first waypoint; where it says 0, the first ETA less the sailing time until then, or else its own ETA. */
function departure(times: readonly XmlElement[]): number | null {
  const sailingDays = (element: XmlElement) => fileNumber(element.attributes.get('TotalTime')) ?? 0
  const etdMs = timeOf(times[0], 'ETD')
  if (etdMs !== null) return etdMs
  const known = times.find((element) => timeOf(element, 'ETA') !== null && sailingDays(element) > 0)
  const etaMs = timeOf(known, 'ETA')
  if (!known || etaMs === null) return timeOf(times[0], 'ETA')
  return Math.round(etaMs / SECOND_MS - sailingDays(known) * DAY_S) * SECOND_MS
}

import { AppError } from '../../../errors.ts'
import type { LegType } from '../../../route/route.ts'
import { filePosition } from '../../file-values.ts'
import { fileSpeed, withCommonSpeed } from '../../draft-points.ts'
import { type DraftPoint, type FormatReader, type ImportNote, type Reading, UnusedFields } from '../../reading.ts'
import { childNamed, childrenNamed, parseXml, rootName, textOf, type XmlElement } from '../xml-tree.ts'

/**
 * The route of SevenCs eGlobe: root and waypoints named as in RTZ, positions in other attributes. A leg belongs to the
 * waypoint where it ends: real files have everything but the first waypoint's checked against the chart.
 */
export const eglobe: FormatReader = {
  recognises: (text) => rootName(text) === 'route' && /<(?:[\w.-]+:)?position\s[^>]{0,200}\blatitude\s*=/.test(text),
  read: readEglobe,
}

const legTypes: Readonly<Record<string, LegType>> = { rhumbline: 'RL', greatcircle: 'GC' }

function readEglobe(text: string): Reading {
  const notes: ImportNote[] = []
  const route = parseXml(text)
  const waypoints = childrenNamed(childNamed(route, 'waypoints'), 'waypoint')
  if (waypoints.length === 0) throw new AppError('file-no-route', 'the file has no waypoints')
  const usual = fileSpeed(textOf(childNamed(route, 'defaults'), 'plannedSpeed'))
  const read = waypoints.map((waypoint, index) => readWaypoint(waypoint, index, usual, notes))
  const { points, speedKn } = withCommonSpeed(read)
  notes.push(...unusedFields(route, waypoints).notes())
  return {
    format: 'eGlobe route',
    drafts: [{ kind: 'route', name: route.attributes.get('name') ?? '', points, speedKn }],
    notes,
  }
}

const known = {
  route: new Set(['defaults', 'waypoints']),
  waypoint: new Set(['position', 'legType', 'name', 'plannedSpeed']),
} as const

/** What the route and its waypoints have besides, by element. */
function unusedFields(route: XmlElement, waypoints: readonly XmlElement[]): UnusedFields {
  const unused = new UnusedFields()
  for (const { name } of route.children) unused.add(name, known.route)
  for (const { name } of childNamed(route, 'defaults')?.children ?? []) unused.add(name, known.waypoint)
  for (const { children } of waypoints) for (const { name } of children) unused.add(name, known.waypoint)
  return unused
}

/** @param usual the file's own speed for legs without one, knots */
function readWaypoint(waypoint: XmlElement, index: number, usual: number | null, notes: ImportNote[]): DraftPoint {
  const item = `Waypoint ${index + 1}`
  const position = childNamed(waypoint, 'position')
  if (!position) throw new AppError('file-malformed', `line ${waypoint.line}: ${item.toLowerCase()} has no position`)
  const word = textOf(waypoint, 'legType')
  const type = legTypes[word.toLowerCase().replace(/[^a-z]/g, '')]
  if (word !== '' && !type)
    notes.push({
      line: waypoint.line,
      item,
      text: `Leg type "${word.slice(0, 40)}" is unknown; the leg is taken as a rhumb line.`,
    })
  return {
    ...filePosition(position.attributes.get('latitude'), position.attributes.get('longitude'), `line ${position.line}`),
    name: textOf(waypoint, 'name') || waypoint.attributes.get('name'),
    leg: { type: type ?? 'RL', speedKn: fileSpeed(textOf(waypoint, 'plannedSpeed')) ?? usual },
  }
}

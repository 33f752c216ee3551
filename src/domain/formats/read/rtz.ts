import { at } from '../../at.ts'
import { AppError } from '../../errors.ts'
import type { Leg, LegType } from '../../route/route.ts'
import { cleanName, fileNumber, filePosition, plural } from '../file-values.ts'
import {
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type ReadOptions,
  type Reading,
  UnusedFields,
  type VoyageInfo,
} from '../reading.ts'
import { childNamed, childrenNamed, parseXml, rootName, type XmlElement } from './xml-tree.ts'
import { legFields, readLegFields } from '../rtz-fields.ts'
import { readSchedules, scheduleElements } from './rtz-schedule.ts'
import { parseImo, parseMmsi, type Ship } from '../../voyage/ship.ts'
import { METRES_PER_NM } from '../../geodesy/wgs84.ts'

/**
 * RTZ 1.0, 1.1 and 1.2 (IEC 61174, Annex S): elements by local name, since real files come in several namespaces.
 * Order is that of the document; a waypoint's id is only a key for the schedules; a leg belongs to the waypoint where it ends.
 */
export const rtz: FormatReader = {
  // The eGlobe route has the same root and the same <waypoints>, but neither <routeInfo>, which RTZ demands, nor `lat`.
  recognises: (text) =>
    rootName(text) === 'route' && /<(?:[\w.-]+:)?(?:routeInfo[\s/>]|position\s[^>]{0,200}\blat\s*=)/.test(text),
  read: readRtz,
}

const geometryTypes: Readonly<Record<string, LegType>> = { loxodrome: 'RL', orthodrome: 'GC' }

function readRtz(text: string, { onProgress }: ReadOptions = {}): Reading {
  const notes: ImportNote[] = []
  const route = parseXml(text, { onProgress, notes })
  const container = childNamed(route, 'waypoints')
  const waypoints = childrenNamed(container, 'waypoint')
  if (waypoints.length === 0) throw new AppError('file-no-route', 'the file has no waypoints')
  const ids = waypoints.map((waypoint) => waypoint.attributes.get('id') ?? '')
  noteDuplicates(waypoints, ids, notes)
  const { departureMs, speeds, stays, fixedEtas, etas } = readSchedules(route, ids, notes)
  const common = commonSpeed(ids, speeds, fixedEtas)
  const byDefault = childNamed(container, 'defaultWaypoint')
  const inherited = legType(childNamed(byDefault, 'leg'), 'Default waypoint', notes)
  const points = waypoints
    .map((waypoint, index) => readWaypoint(waypoint, index, byDefault, inherited ?? 'RL', notes))
    .map((point, index): DraftPoint => {
      const id = at(ids, index)
      const leg = { ...point.leg, speedKn: index > 0 && !common.legs.has(id) ? (speeds.get(id) ?? null) : null }
      return {
        ...point,
        leg,
        stayMin: stays.get(id) ?? null,
        fixedEtaMs: fixedEtas.get(id) ?? null,
        etaMs: index > 0 ? (etas.get(id) ?? null) : null,
      }
    })
  noteExtensions(route, notes)
  notes.push(...unusedFields(route, waypoints).notes())
  const info = readRouteInfo(route, notes)
  // Where some programs, which write no <routeInfo>, put it.
  const name = (childNamed(route, 'routeInfo') ?? route).attributes.get('routeName') ?? ''
  return {
    format: formatName(route),
    drafts: [{ kind: 'route', name, points, departureMs, speedKn: common.speedKn, info }],
    notes,
  }
}

function readWaypoint(
  waypoint: XmlElement,
  index: number,
  byDefault: XmlElement | undefined,
  inherited: LegType,
  notes: ImportNote[],
): DraftPoint & { readonly leg: Leg } {
  const item = `Waypoint ${index + 1}`
  const position = childNamed(waypoint, 'position')
  if (!position) throw new AppError('file-malformed', `line ${waypoint.line}: ${item.toLowerCase()} has no position`)
  const { attributes, line } = position
  const leg = childNamed(waypoint, 'leg')
  const says = leg !== undefined && [...leg.attributes.values()].some((value) => value !== '') // some programs write an empty one everywhere
  if (index === 0 && says)
    notes.push({ line: leg.line, item, text: 'It has leg data for the first waypoint, but no leg leads there.' })
  const type = legType(index === 0 ? undefined : leg, item, notes) ?? inherited
  const rtz = index === 0 ? undefined : readLegFields(leg, childNamed(byDefault, 'leg'))
  return {
    ...filePosition(attributes.get('lat'), attributes.get('lon'), `line ${line}`),
    name: waypoint.attributes.get('name'),
    leg: { type, speedKn: null, ...(rtz && { rtz }) },
    radiusNm: fileNumber(waypoint.attributes.get('radius') ?? byDefault?.attributes.get('radius')),
  }
}

/** The kind a leg element names; undefined where it names none. An unknown one is a rhumb line, with a note. */
function legType(leg: XmlElement | undefined, item: string, notes: ImportNote[]): LegType | undefined {
  const value = leg?.attributes.get('geometryType')?.trim()
  if (!leg || !value) return undefined
  const type = geometryTypes[value.toLowerCase()]
  if (!type)
    notes.push({
      line: leg.line,
      item,
      text: `Geometry type "${value.slice(0, 40)}" is unknown; the leg is taken as a rhumb line.`,
    })
  return type ?? 'RL'
}

/**
 * One speed throughout is the voyage's speed, which the operator can then change in one place. Legs on the way to a fixed
 * ETA do not count: those without a speed get the one it requires, the others have a speed of their own.
 */
function commonSpeed(
  ids: readonly string[],
  speeds: ReadonlyMap<string, number>,
  fixedEtas: ReadonlyMap<string, number>,
): { speedKn: number | null; legs: ReadonlySet<string> } {
  const lastFix = ids.findLastIndex((id) => fixedEtas.has(id))
  const legs = new Set(ids.slice(Math.max(0, lastFix) + 1))
  const [speedKn = null, ...others] = new Set([...legs].map((id) => speeds.get(id) ?? null))
  return speedKn === null || others.length > 0 ? { speedKn: null, legs: new Set() } : { speedKn, legs }
}

function noteDuplicates(waypoints: readonly XmlElement[], ids: readonly string[], notes: ImportNote[]): void {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    const line = at(waypoints, index).line
    if (id !== '' && seen.has(id))
      notes.push({
        line,
        item: `Waypoint ${index + 1}`,
        text: `Waypoint id "${id.slice(0, 40)}" is used twice; a schedule cannot tell them apart.`,
      })
    seen.add(id)
  }
}

function noteExtensions(route: XmlElement, notes: ImportNote[]): void {
  const count = (element: XmlElement): number =>
    element.children.reduce((sum, child) => sum + (child.name === 'extension' ? 1 : count(child)), 0)
  const extensions = count(route)
  if (extensions > 0) notes.push({ text: `${plural(extensions, 'manufacturer extension')} skipped.` })
}

const known = {
  waypoint: new Set(['id', 'revision', 'name', 'radius']),
  leg: new Set(['geometryType', ...Object.keys(legFields)]),
  schedule: new Set(['waypointId', 'etd', 'eta', 'stay', 'speed']),
} as const

/** Attributes that are neither planned with nor kept: of the schedules' own forecast, and those of no version of the format. */
function unusedFields(route: XmlElement, waypoints: readonly XmlElement[]): UnusedFields {
  const unused = new UnusedFields()
  for (const waypoint of waypoints) {
    for (const name of waypoint.attributes.keys()) unused.add(name, known.waypoint)
    for (const name of childNamed(waypoint, 'leg')?.attributes.keys() ?? []) unused.add(name, known.leg)
  }
  for (const { attributes } of scheduleElements(route))
    for (const name of attributes.keys()) unused.add(name, known.schedule)
  return unused
}

function formatName(route: XmlElement): string {
  const version = /^\d\.\d/.exec(route.attributes.get('version') ?? '')?.[0]
  return version ? `RTZ ${version}` : 'RTZ'
}

/** Given by fields of the voyage, by the route itself, or of no use without it. */
const ownFields = new Set(['routeName', 'vesselName', 'vesselMMSI', 'vesselIMO', 'vesselVoyage'])
/** As many attributes as all versions of the format have together, twice over. */
const MAX_KEPT = 40

/** What `routeInfo` says beside the route's name: the ship, the voyage's number, and the rest as it stands, to be written again. */
function readRouteInfo(route: XmlElement, notes: ImportNote[]): VoyageInfo | null {
  const info = childNamed(route, 'routeInfo')
  const says = (name: string) => cleanName(info?.attributes.get(name))
  const kept = new Map<string, string>()
  for (const [name, value] of info?.attributes ?? []) {
    if (
      !ownFields.has(name) &&
      /^(?:route|vessel|validity|optimization)[A-Za-z]{1,40}$/.test(name) &&
      value.trim() !== '' &&
      kept.size < MAX_KEPT
    )
      kept.set(name, cleanName(value))
  }
  /** A number that is none is not taken for the ship's, and still comes out of the file again. */
  const number = (name: string, parse: (text: string) => string | null) => {
    const text = says(name)
    const value = parse(text)
    if (value !== null) return value
    kept.set(name, text)
    notes.push({
      ...(info && { line: info.line }),
      item: 'Ship',
      text: `${name} "${text.slice(0, 40)}" is not a valid number.`,
    })
    return ''
  }
  const name = says('vesselName')
  const imo = number('vesselIMO', parseImo)
  const mmsi = number('vesselMMSI', parseMmsi)
  const draughtM = draught(route)
  const ship: Partial<Ship> = {
    ...(name && { name }),
    ...(imo && { imo }),
    ...(mmsi && { mmsi }),
    ...(draughtM !== null && { draughtM }),
  }
  windInKnots(route, kept)
  const voyageNumber = says('vesselVoyage')
  const nothing = Object.keys(ship).length === 0 && voyageNumber === '' && kept.size === 0
  return nothing ? null : { ship, voyageNumber, rtzInfo: Object.fromEntries(kept) }
}

/** The deeper end of the ship on the leg that stands for all, metres. */
function draught(route: XmlElement): number | null {
  const leg = childNamed(childNamed(childNamed(route, 'waypoints'), 'defaultWaypoint'), 'leg')
  const ends = ['draughtForward', 'draughtAft'].map((name) => fileNumber(leg?.attributes.get(name)) ?? 0)
  const deepest = Math.max(...ends)
  return deepest > 0 ? deepest : null
}

/** RTZ 1.0 has the wind limit in metres per second, the later ones in knots, as it is kept. */
function windInKnots(route: XmlElement, kept: Map<string, string>): void {
  const wind = fileNumber(kept.get('vesselMaxWind'))
  if (wind !== null && route.attributes.get('version')?.startsWith('1.0'))
    kept.set('vesselMaxWind', String(Number(((wind * 3600) / METRES_PER_NM).toFixed(2))))
}

import { at } from '../../../at.ts'
import type { Position } from '../../../position.ts'
import { cleanName, plural } from '../../file-values.ts'
import { type Draft, type ImportNote, notUsed } from '../../reading.ts'
import { type Sentence, sentencePosition } from './sentences.ts'

interface NamedPlace {
  readonly name: string
  readonly position: Position
}

/** A route as its sentences list it: complete (c) or working (w), which begins with the last waypoint passed. */
interface Listing {
  readonly name: string
  readonly mode: string
  readonly line: number
  readonly waypoints: readonly string[]
}

/** A character that would end a field is written as ^ and its code. */
const fieldText = (field: string | undefined) =>
  cleanName(
    (field ?? '').replace(/\^([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  )

/**
 * The routes of a log: RTE lists the names of waypoints, WPL has their positions. Waypoints without a route are one, in
 * the order of the file.
 * @param notes gets a word on what is missing, contradictory or left out
 */
export function routesOf(sentences: readonly Sentence[], notes: ImportNote[]): Draft[] {
  const places = placesOf(sentences, notes)
  const listings = longestOfEach(listingsOf(sentences, notes), notes)
  const known = new Map(places.map(({ name, position }) => [name, position]))
  if (listings.length === 0) return looseWaypoints(places, notes)
  const routes = listings.map(({ name, waypoints, line }): Draft => {
    const missing = waypoints.filter((waypoint) => !known.has(waypoint))
    if (missing.length > 0)
      notes.push({
        line,
        text: `Route "${name || 'unnamed'}" is read without ${missing.map((one) => `"${one}"`).join(', ')}: no WPL sentence has the position.`,
      })
    const points = waypoints.flatMap((waypoint) => {
      const position = known.get(waypoint)
      return position ? [{ ...position, name: waypoint }] : []
    })
    // A receiver without names numbers its one route 0.
    return { kind: 'route', name: /^0+$/.test(name) ? '' : name, points }
  })
  const used = new Set(listings.flatMap(({ waypoints }) => waypoints))
  const unused = [...known.keys()].filter((name) => !used.has(name))
  if (unused.length > 0) notes.push({ text: notUsed('Waypoint', unused) })
  return routes
}

function placesOf(sentences: readonly Sentence[], notes: ImportNote[]): NamedPlace[] {
  const places: NamedPlace[] = []
  const moved = new Set<string>()
  let unread = 0
  for (const { type, fields } of sentences) {
    if (type !== 'WPL') continue
    const position = sentencePosition(fields, 0)
    const name = fieldText(fields[4])
    if (!position) {
      unread += 1
      continue
    }
    const before = name === '' ? -1 : places.findIndex((place) => place.name === name)
    if (before < 0) places.push({ name, position })
    else if (!isSame(at(places, before).position, position)) {
      moved.add(name)
      places[before] = { name, position }
    }
  }
  if (unread > 0) notes.push({ text: `${plural(unread, 'waypoint')} without a readable position left out.` })
  for (const name of moved)
    notes.push({ text: `Waypoint "${name}" is given at several positions; the last one was taken.` })
  return places
}

const isSame = (one: Position, other: Position) => one.lat === other.lat && one.lon === other.lon

/** One sentence of a route's list. */
interface Part extends Listing {
  readonly total: number
  /** From 1. */
  readonly number: number
}

const partOf = ({ fields, line }: Sentence): Part => ({
  total: Number(fields[0]),
  number: Number(fields[1]),
  mode: (fields[2] ?? '').toLowerCase(),
  name: fieldText(fields[3]),
  waypoints: fields
    .slice(4)
    .map(fieldText)
    .filter((waypoint) => waypoint !== ''),
  line,
})

/** A route may take several sentences; where one is missing, nobody knows its waypoints and the route is left out. */
function listingsOf(sentences: readonly Sentence[], notes: ImportNote[]): Listing[] {
  const parts = sentences.filter(({ type }) => type === 'RTE').map(partOf)
  const listings: Listing[] = []
  const incomplete = new Set<string>()
  for (let index = 0; index < parts.length;) {
    const first = at(parts, index)
    const own = parts.slice(index, index + Math.max(1, first.total))
    const end = own.findIndex((part, place) => !isPartOf(part, first, place + 1))
    const isWhole = end < 0 && own.length === first.total
    if (isWhole) listings.push({ ...first, waypoints: own.flatMap(({ waypoints }) => waypoints) })
    else incomplete.add(first.name)
    index += Math.max(1, end < 0 ? own.length : end)
  }
  for (const name of incomplete)
    if (!listings.some((listing) => listing.name === name))
      notes.push({ text: `Route "${name || 'unnamed'}" is incomplete: an RTE sentence is missing. It was left out.` })
  return listings
}

const isPartOf = (part: Part, { name, mode, total }: Part, number: number) =>
  part.name === name && part.mode === mode && part.total === total && part.number === number

/** Logs repeat their routes, and a working route loses the waypoints that are passed: the longest of each is taken. */
function longestOfEach(listings: readonly Listing[], notes: ImportNote[]): Listing[] {
  const byName = new Map<string, Listing>()
  const changed = new Set<string>()
  for (const listing of listings) {
    const before = byName.get(listing.name)
    if (before && before.waypoints.join('\n') !== listing.waypoints.join('\n')) changed.add(listing.name)
    if (!before || listing.waypoints.length > before.waypoints.length) byName.set(listing.name, listing)
  }
  for (const name of changed)
    notes.push({ text: `Route "${name || 'unnamed'}" is listed in several ways; the longest was taken.` })
  return [...byName.values()]
}

function looseWaypoints(places: readonly NamedPlace[], notes: ImportNote[]): Draft[] {
  if (places.length === 0) return []
  if (places.length > 1)
    notes.push({
      text: `The log lists no route (RTE); its ${places.length} waypoints are taken in the order of the file.`,
    })
  return [{ kind: 'route', name: '', points: places.map(({ name, position }) => ({ ...position, name })) }]
}

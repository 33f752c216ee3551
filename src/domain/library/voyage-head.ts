import { z } from '../schema.ts'
import { fold } from '../fold.ts'
import type { Position } from '../position.ts'
import { emptyRoute } from '../route/route.ts'
import { schedule } from '../route/schedule.ts'
import { trackPoints } from '../route/track-points.ts'
import { emptyShip, type Ship } from '../voyage/ship.ts'
import { departureName, isEmptyPlan, RoutePlan } from '../voyage/voyage.ts'
import { MAX_PASSAGE } from './library-policy.ts'
import { AnswerLink, BesideVoyage, type VoyageDocument, withColumns } from './voyage-document.ts'
import type { DocumentHead, PassagePoint } from './wire.ts'

/** As much of a document as its head is made from. */
export interface HeadSource extends Pick<VoyageDocument, 'note' | 'answers' | 'reported'> {
  readonly voyage: {
    readonly name: string
    readonly voyageNumber: string
    readonly ship: Pick<Ship, 'name' | 'imo' | 'mmsi' | 'callSign'>
    readonly activeId: string
    readonly alternatives: readonly { readonly id: string; readonly name: string; readonly plan: RoutePlan }[]
  }
}

const text = z.string().catch('')
const emptyPlan: RoutePlan = { route: emptyRoute, track: null, departureMs: NaN, speedKn: 1 }

const LenientVoyage = z.object({
  name: text,
  voyageNumber: text,
  ship: z.object({ name: text, imo: text, mmsi: text, callSign: text }).catch(emptyShip),
  activeId: text,
  alternatives: z
    .array(
      z.object({ id: text, name: text, plan: RoutePlan.catch(emptyPlan) }).catch({ id: '', name: '', plan: emptyPlan }),
    )
    .catch([]),
})
const LenientDocument = z.object({
  voyage: z.unknown(),
  note: BesideVoyage.shape.note.catch(''),
  answers: z.array(AnswerLink).catch([]),
  reported: BesideVoyage.shape.reported.catch(null),
})

/** What can be read safely of a document that a later Fairway has saved. */
export function lenientSource(json: unknown): HeadSource {
  const { voyage, ...beside } = LenientDocument.parse(json)
  return { ...beside, voyage: LenientVoyage.catch(LenientVoyage.parse({})).parse(withColumns(voyage)) }
}

/** The head that lists show of a voyage. */
export function headOf({ voyage, note, answers, reported }: HeadSource): DocumentHead {
  const { ship, alternatives, activeId } = voyage
  const plan = alternatives.find(({ id }) => id === activeId)?.plan ?? alternatives[0]?.plan ?? emptyPlan
  const stops = stopsOf(plan)
  const { waypoints } = plan.route
  return {
    name: plain(voyage.name),
    voyageNumber: plain(voyage.voyageNumber),
    ship: { name: plain(ship.name), imo: plain(ship.imo), callSign: plain(ship.callSign) },
    from: plain(departureName(voyage)),
    to: waypoints.length > 1 ? plain(waypoints.at(-1)?.name ?? '') : '',
    departure: momentOf(stops[0]?.ms ?? plan.departureMs),
    arrival: stops.length > 1 ? momentOf(stops.at(-1)?.ms ?? NaN) : null,
    passage: thinned(stops).flatMap(passagePoint),
    note: plainNote(note),
    reported,
    answers: [...answers],
    alternatives: alternatives.length,
  }
}

/** More would make lists slow, and nobody searches for the end of such a text. Characters. */
const MAX_SEARCH = 32_768

/** A note as lists show it. */
export const plainNote = (note: string): string => plain(note, note.length)

/** The text that a search looks through: names, numbers, waypoints and the note, folded. */
export function searchTextOf({ voyage, note }: HeadSource): string {
  const { name, voyageNumber, ship, alternatives } = voyage
  const parts = new Set([name, voyageNumber, ship.name, `IMO ${ship.imo}`, `MMSI ${ship.mmsi}`, ship.callSign, note])
  for (const { plan, name: title } of alternatives) {
    parts
      .add(title)
      .add(plan.route.name)
      .add(plan.track?.name ?? '')
    for (const waypoint of plan.route.waypoints) parts.add(waypoint.name)
  }
  let folded = ''
  for (const part of parts) {
    if (folded.length >= MAX_SEARCH) break
    folded += ` ${fold(part.slice(0, MAX_SEARCH))}`
  }
  return folded.slice(0, MAX_SEARCH)
}

/** The words that all have to be found in the text of a search, at most ten; empty: everything is found. */
export const searchWords = (query: string): string[] =>
  fold(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, 10)

/** Does a search find the voyage by what a list tells of it? That is less than the library looks through. */
export function isFoundBy(words: readonly string[], head: DocumentHead): boolean {
  const { name, voyageNumber, ship, from, to, passage, note } = head
  const places = passage.map(([, , , place = '']) => place)
  const text = fold(
    [name, voyageNumber, ship.name, `IMO ${ship.imo}`, ship.callSign, from, to, ...places, note].join(' '),
  )
  return words.every((word) => text.includes(word))
}

interface Stop {
  readonly ms: number
  readonly position: Position
  readonly name: string
}

/** Where the ship is when, by the schedule; a stay is two stops at one position. */
function stopsOf(plan: RoutePlan): Stop[] {
  if (isEmptyPlan(plan)) return []
  try {
    return (plan.track ? trackStops(plan) : routeStops(plan)).filter(isSound)
  } catch {
    return [] // what cannot be computed is missing from the head, and the document is kept all the same
  }
}

const isSound = ({ ms, position }: Stop) => [ms, position.lat, position.lon].every(Number.isFinite)

function routeStops({ route, departureMs, speedKn }: RoutePlan): Stop[] {
  return schedule(route, { departureMs, speedKn }).rows.flatMap(({ etaMs, etdMs, stayMin, position, name }): Stop[] => {
    const arrives = { ms: etaMs ?? NaN, position, name }
    return stayMin > 0 && etdMs !== null ? [arrives, { ms: etdMs, position, name: '' }] : [arrives]
  })
}

function trackStops({ track, departureMs, speedKn }: RoutePlan): Stop[] {
  if (track === null) return []
  const { lat, lon, timeMs } = trackPoints(track, { departureMs, speedKn })
  return evenly([...timeMs.keys()], MAX_PASSAGE).map((index) => ({
    ms: timeMs[index] ?? NaN,
    position: { lat: lat[index] ?? NaN, lon: lon[index] ?? NaN },
    name: '',
  }))
}

/** The ends and the named stops first, then as many of the others as there is room for, evenly. */
function thinned(stops: readonly Stop[]): readonly Stop[] {
  if (stops.length <= MAX_PASSAGE) return stops
  const indices = [...stops.keys()]
  const isFirst = (index: number) => index === 0 || index === stops.length - 1 || stops[index]?.name !== ''
  const first = evenly(indices.filter(isFirst), MAX_PASSAGE)
  const others = evenly(
    indices.filter((index) => !isFirst(index)),
    MAX_PASSAGE - first.length,
  )
  const kept = new Set([...first, ...others])
  return stops.filter((_stop, index) => kept.has(index))
}

/** At most so many of the values, both ends among them. */
function evenly(values: readonly number[], most: number): number[] {
  if (values.length <= most) return [...values]
  if (most < 2) return values.slice(0, most)
  return Array.from({ length: most }, (_, at) => values[Math.round((at * (values.length - 1)) / (most - 1))] ?? 0)
}

/** A metre is exact enough for a list. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5

function passagePoint({ ms, position, name }: Stop): PassagePoint[] {
  const [time, lat, lon] = [Math.round(ms), rounded(position.lat), rounded(position.lon)]
  if (!Number.isFinite(lon)) return []
  const title = plain(name)
  return [title === '' ? [time, lat, lon] : [time, lat, lon, title]]
}

/** The first and the last time that four digits of a year can write. */
const [FIRST_MS, LAST_MS] = [Date.UTC(1000, 0), Date.UTC(10_000, 0) - 1]

const momentOf = (ms: number) => (ms >= FIRST_MS && ms <= LAST_MS ? new Date(Math.round(ms)).toISOString() : null)

/** Longer names only fill lists. Characters. */
const MAX_NAME = 200

/** Without control characters but line breaks, and without half characters, neither of which a database keeps. */
const plain = (given: string, most = MAX_NAME) =>
  given
    .slice(0, most)
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()

import { FAIRWAY_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { type VoyageDocument, voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import type { Outlook } from '#src/domain/library/wire.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { emptyVoyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

// Voyages of every kind and their ships, put into a server's library by its API.

type Stop = readonly [name: string, lat: number, lon: number]
type Worst = NonNullable<Outlook['worst']>

interface FleetVoyage {
  readonly name: string
  readonly ship: string
  readonly stops: readonly Stop[]
  /** How much of the passage is sailed by now, 0 to 1; below 0: she has not left. */
  readonly sailed: number
  readonly speedKn: number
  readonly worst?: readonly [quantity: string, value: number, unit: string, inHours: number, state: Worst['state']]
  /** Of the answer. Hours; absent: none was asked for. */
  readonly ageHours?: number
  readonly over?: readonly [limit: number, caution: number]
  readonly unknownShare?: number
  readonly note?: string
  /** Hours ago she reported a position a little beside the schedule. */
  readonly reportedHours?: number
  readonly desks?: readonly boolean[]
  readonly isArchived?: true
}

const fleet: readonly FleetVoyage[] = [
  {
    name: 'Rotterdam – Halifax',
    ship: 'Astrid Mærsk',
    stops: [
      ['Maas Centre', 52, 3.9],
      ['Bishop Rock', 49.7, -6.6],
      ['Grand Banks', 43.5, -49],
      ['Halifax', 44.4, -63.3],
    ],
    sailed: 0.35,
    speedKn: 14,
    worst: ['wave', 5.8, 'm', 21, 'limit'],
    over: [17.5, 31],
    ageHours: 2,
    note: 'Master asked for a southern alternative before 18Z. Keep clear of the ice limit.',
    desks: [true],
  },
  {
    name: 'Santos – Cape Town',
    ship: 'Cabo Frio',
    stops: [
      ['Santos', -24.1, -46.3],
      ['', -32, -15],
      ['Cape Town', -33.9, 18.2],
    ],
    sailed: 0.6,
    speedKn: 13,
    worst: ['wind', 36, 'kn', 40, 'limit'],
    over: [6, 19.5],
    ageHours: 5,
    unknownShare: 0.08,
  },
  {
    name: 'Yokohama – Long Beach',
    ship: 'Pacific Heron',
    stops: [
      ['Nojima Saki', 34.8, 140],
      ['', 45, 180],
      ['Long Beach', 33.6, 241.9],
    ],
    sailed: 0.55,
    speedKn: 18,
    worst: ['wave', 3.6, 'm', 30, 'caution'],
    over: [0, 11],
    ageHours: 9,
    reportedHours: 3,
  },
  {
    name: 'Singapore – Fujairah',
    ship: 'Straits Pioneer',
    stops: [
      ['Singapore', 1.2, 103.9],
      ['One Fathom Bank', 2.9, 100.9],
      ['Dondra Head', 5.6, 80.6],
      ['Fujairah', 25.2, 56.5],
    ],
    sailed: 0.4,
    speedKn: 12.5,
  },
  {
    name: 'Ålesund – Aberdeen',
    ship: 'Nordkyn',
    stops: [
      ['Ålesund', 62.5, 5.9],
      ['Utsira', 59.3, 4.6],
      ['Aberdeen', 57.15, -2],
    ],
    sailed: 0.7,
    speedKn: 11,
    worst: ['wind', 21, 'kn', 3, 'ok'],
    over: [0, 0],
    ageHours: 1,
    desks: [false],
  },
  {
    name: 'Fremantle – Port Louis',
    ship: 'Southern Cross',
    stops: [
      ['Fremantle', -32.05, 115.5],
      ['Port Louis', -20.1, 57.4],
    ],
    sailed: 0.3,
    speedKn: 12,
    worst: ['wave', 2.9, 'm', 12, 'ok'],
    over: [0, 0],
    ageHours: 3,
    unknownShare: 0.12,
  },
  {
    name: 'Houston – Algeciras',
    ship: 'Gulf Venture',
    stops: [
      ['Houston', 29.3, -94.6],
      ['Florida Strait', 24.4, -81],
      ['Algeciras', 36, -5.4],
    ],
    sailed: 0.5,
    speedKn: 13,
    worst: ['wave', 3.1, 'm', -4, 'ok'],
    over: [0, 0],
    ageHours: 4,
  },
  {
    name: 'Gdańsk – Luleå',
    ship: 'Bothnia',
    stops: [
      ['Gdańsk', 54.6, 19],
      ['Landsort', 58.7, 18.2],
      ['Luleå', 65.4, 22.4],
    ],
    sailed: 0.2,
    speedKn: 10,
    worst: ['adverse-current', 0.6, 'kn', 8, 'ok'],
    over: [0, 0],
    ageHours: 2,
  },
  {
    name: 'Rotterdam – New York',
    ship: 'Zuiderzee',
    stops: [
      ['Maas Centre', 52, 3.9],
      ['Bishop Rock', 49.7, -6.6],
      ['Ambrose', 40.45, -73.8],
    ],
    sailed: -0.1,
    speedKn: 15,
    worst: ['wave', 4.4, 'm', 60, 'limit'],
    over: [9, 22],
    ageHours: 1,
  },
  {
    name: 'Piraeus – Port Said',
    ship: 'Delos',
    stops: [
      ['Piraeus', 37.9, 23.6],
      ['Port Said', 31.4, 32.4],
    ],
    sailed: -0.5,
    speedKn: 14,
  },
  {
    name: 'Bergen – Hirtshals',
    ship: 'Fjordline 2',
    stops: [
      ['Bergen', 60.4, 5.2],
      ['Hirtshals', 57.6, 9.9],
    ],
    sailed: 1.2,
    speedKn: 16,
    ageHours: 30,
    worst: ['wind', 25, 'kn', -10, 'caution'],
    over: [0, 3],
  },
  {
    name: 'Dover – Calais trial',
    ship: 'Astrid Mærsk',
    stops: [
      ['Dover', 51.1, 1.4],
      ['Calais', 51, 1.8],
    ],
    sailed: 3,
    speedKn: 8,
    isArchived: true,
  },
]

const idOf = (index: number) => `0b0a4d00-0000-4000-8000-${String(index).padStart(12, '0')}`
const iso = (ms: number) => new Date(ms).toISOString()

/** @param url of a product that nobody has to sign in to, or @param headers say who asks */
export async function seedFleet(url: string, headers: Record<string, string> = {}): Promise<void> {
  const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { [FAIRWAY_HEADER]: '1', 'content-type': 'application/json', ...headers, ...more },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  }
  const nowMs = Date.now()
  // The last one first: the list begins with what was changed last.
  for (const [index, one] of [...fleet.entries()].reverse()) {
    const id = idOf(index)
    await call('POST', '/voyages', { id, document: documentOf(id, one, nowMs) })
    if (index < 6) await call('POST', '/ships', { id, document: { ...emptyShip, name: one.ship, draughtM: 6 + index } })
    if (one.ageHours !== undefined) await call('PUT', `/voyages/${id}/outlook`, outlookOf(one, nowMs))
    for (const [desk, edits] of (one.desks ?? []).entries())
      await call('PUT', `/voyages/${id}/desks/${idOf(index * 10 + desk)}`, { edits })
    if (one.isArchived) await call('DELETE', `/voyages/${id}`, undefined, { 'if-match': '"1"' })
  }
}

function documentOf(id: string, one: FleetVoyage, nowMs: number): unknown {
  const { waypoints } = routeFromPositions(
    one.name,
    one.stops.map(([, lat, lon]) => ({ lat, lon })),
  )
  const route = {
    name: one.name,
    waypoints: waypoints.map((waypoint, index) => ({ ...waypoint, name: one.stops[index]?.[0] ?? '' })),
  }
  const { speedKn } = one
  const rows = schedule(route, { departureMs: 0, speedKn }).rows
  const wholeMs = rows.at(-1)?.etaMs ?? 0
  const departureMs = Math.round((nowMs - one.sailed * wholeMs) / MINUTE_MS) * MINUTE_MS
  const voyage = {
    ...planned(emptyVoyage(id, departureMs), { route, speedKn }),
    name: one.name,
    ship: { ...emptyShip, name: one.ship },
  }
  const [, lat = 0, lon = 0] = one.stops[1] ?? []
  const document: VoyageDocument = {
    schema: VOYAGE_SCHEMA,
    voyage,
    note: one.note ?? '',
    answers: [],
    reported: one.reportedHours === undefined ? null : { at: iso(nowMs - one.reportedHours * HOUR_MS), lat, lon },
    shown: {},
  }
  return voyageDocumentJson(document)
}

function outlookOf({ worst, over = [0, 0], ageHours = 0, unknownShare = 0 }: FleetVoyage, nowMs: number): Outlook {
  const [quantity = '', value = 0, unit = '', inHours = 0, state = 'ok'] = worst ?? []
  return {
    askedAt: iso(nowMs - ageHours * HOUR_MS),
    worst: worst ? { quantity, value, unit, at: iso(nowMs + inHours * HOUR_MS), state } : null,
    hoursOverLimit: over[0],
    hoursOverCaution: over[1],
    unknownShare,
    synthetic: true,
    alternative: 'a1',
  }
}

/** Makes what the library has of a voyage an earlier version: another one, with a voyage number, takes its place. */
export async function saveAgain(url: string, id: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const path = `${url}/api/voyages/${id}`
  const entry = (await (await fetch(path, { headers })).json()) as {
    rev: number
    document: { voyage: Record<string, unknown> }
  }
  const put = async (rev: number, body: object) => {
    const sent = { ...headers, [FAIRWAY_HEADER]: '1', 'content-type': 'application/json', 'if-match': `"${rev}"` }
    const answer = await fetch(path, { method: 'PUT', headers: sent, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
  }
  const { rev, document } = entry
  await put(rev, { document, handOver: true })
  const voyage = { ...document.voyage, voyageNumber: `V${Date.now() % 10_000}` }
  await put(rev, { document: { ...document, voyage } })
}

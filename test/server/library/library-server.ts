import { randomUUID } from 'node:crypto'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { type VoyageDocument, voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { emptyVoyage, type Voyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { type EmbeddedServer, type EmbeddedTestOptions, openEmbedded } from '../support/embedded.ts'
import { makeTokenFile } from '../support/site.ts'

type Person = 'anna' | 'ben' | 'vera' | 'adam'
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One person's calls, with the headers of a script. */
export type Calls = (
  method: Method,
  path: string,
  body?: InjectOptions['payload'],
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

export interface LibraryServer extends EmbeddedServer {
  /** Anna and Ben are operators, Vera is a viewer, Adam an administrator. */
  readonly as: Readonly<Record<Person, Calls>>
}

export async function openLibraryServer(options: EmbeddedTestOptions = {}): Promise<LibraryServer> {
  const { path, tokens } = makeTokenFile({ anna: 'operator', ben: 'operator', vera: 'viewer', adam: 'admin' })
  const server = await openEmbedded({ signIn: { mode: 'token', tokensFile: path }, ...options })
  const callsOf =
    (person: Person): Calls =>
    (method, address, payload, headers = {}) =>
      server.app.inject({
        method,
        url: `/api${address}`,
        headers: { 'x-api-key': tokens[person], ...headers },
        payload,
      })
  return {
    ...server,
    as: { anna: callsOf('anna'), ben: callsOf('ben'), vera: callsOf('vera'), adam: callsOf('adam') },
  }
}

export const departureMs = Date.UTC(2026, 10, 22, 17, 51)

/** Rotterdam to Bergen by two waypoints between them. */
export const northSea: Route = namedRoute(['Maas Centre', '', 'Utsira', 'Ålesund'])

export function namedRoute(names: readonly string[]): Route {
  const positions = names.map((_name, index) => ({ lat: 52 + (index % 10) * 3, lon: 4 - index * 0.5 }))
  const { name, waypoints } = routeFromPositions('', positions)
  return { name, waypoints: waypoints.map((waypoint, index) => ({ ...waypoint, name: names[index] ?? '' })) }
}

/** A document as a browser sends it. */
export function documentOf(
  id: string,
  change: Partial<Voyage> & { readonly route?: Route } = {},
  beside: Partial<VoyageDocument> = {},
): Record<string, unknown> {
  const { route = northSea, ...rest } = change
  const voyage = { ...planned(emptyVoyage(id, departureMs), { route }), name: 'North Sea', ...rest }
  const document = { schema: VOYAGE_SCHEMA, voyage, note: '', answers: [], reported: null, shown: {}, ...beside }
  return JSON.parse(JSON.stringify(voyageDocumentJson(document))) as Record<string, unknown>
}

/** Puts a voyage into the library. @returns its id */
export async function makeVoyage(
  calls: Calls,
  change?: Parameters<typeof documentOf>[1],
  beside?: Partial<VoyageDocument>,
): Promise<string> {
  const id = randomUUID()
  const made = await calls('POST', '/voyages', { id, document: documentOf(id, change, beside) })
  if (made.statusCode !== 201) throw new Error(made.body)
  return id
}

export const ifMatch = (rev: number | string) => ({ 'if-match': typeof rev === 'number' ? `"${rev}"` : rev })

import { and, eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { DeskBeat, Outlook } from '#src/domain/library/wire.ts'
import { checkMayWrite, type User, userOf, type Visibility } from '../auth/user.ts'
import { type Database, orm } from '../db/database.ts'
import { libraryEntry } from '../db/schema.ts'
import { Refusal } from '../http/http-error.ts'
import { problemsIn } from '../http/problems.ts'
import { isUuid } from '../http/request-body.ts'
import { sendJson } from '../http/send-json.ts'
import type { LibraryEntries } from './entries.ts'
import { type EntryParams, idIn } from './entry-routes.ts'
import { beatOf, leaveDesk } from './open-desks.ts'
import { voyageList, VoyageQuery } from './voyage-list.ts'

interface VoyageDeps {
  readonly db: Database
  readonly visibility: Visibility
  readonly nowMs: () => number
}

type DeskParams = { Params: { id: string; desk: string } }

/** What only voyages have: the list with its search, outlooks, and the desks that have them open. */
export function registerVoyages(app: FastifyInstance, voyages: LibraryEntries, deps: VoyageDeps): void {
  app.get('/voyages', async (request, reply) =>
    sendJson(request, reply, await voyageList(deps, userOf(request), checked(VoyageQuery, request.query, 'query'))),
  )

  app.put<EntryParams>('/voyages/:id/outlook', async (request, reply) => {
    const user = userOf(request)
    checkMayWrite(user)
    const outlook = checked(Outlook, request.body, 'body')
    const kept = await keepOutlook(voyages, user, idIn(request, 'voyage'), outlook)
    return sendJson(request, reply, Buffer.from(kept))
  })

  app.put<DeskParams>('/voyages/:id/desks/:desk', async (request) => {
    const beat = checked(DeskBeat, request.body, 'body')
    return beatOf(voyages, userOf(request), idIn(request, 'voyage'), { ...beat, desk: deskIn(request) })
  })

  app.delete<DeskParams>('/voyages/:id/desks/:desk', async (request, reply) => {
    await leaveDesk(voyages, userOf(request), idIn(request, 'voyage'), deskIn(request))
    return reply.code(204).send()
  })
}

/** The outlook of the answer that was asked for last stays, whoever writes last. @returns it, JSON */
function keepOutlook(voyages: LibraryEntries, user: User, id: string, outlook: Outlook): Promise<string> {
  return voyages.withLocked(user, id, async (tx, row, now) => {
    // A desk whose clock is ahead must not keep out everyone else's for as long.
    const askedAt = new Date(Math.min(Date.parse(outlook.askedAt), now.getTime()))
    if (row.outlook !== null && row.outlookAskedAt !== null && row.outlookAskedAt > askedAt) return row.outlook
    const json = JSON.stringify(outlook)
    await orm(tx)
      .update(libraryEntry)
      .set({ outlook: json, outlookAskedAt: askedAt })
      .where(and(eq(libraryEntry.kind, 'voyage'), eq(libraryEntry.id, id)))
    return json
  })
}

/** @throws Refusal 404 */
function deskIn({ params }: FastifyRequest<DeskParams>): string {
  if (isUuid(params.desk)) return params.desk.toLowerCase()
  throw new Refusal(404, 'not-found', 'The id of a desk is a UUID that the desk makes.')
}

/** @throws Refusal 422 */
function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new Refusal(422, 'request-refused', problemsIn(read.error, where))
}

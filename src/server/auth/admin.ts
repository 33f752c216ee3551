import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AuditList, SessionList, UsageList } from '#src/domain/metocean/wire/admin.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { readAudit, recordDeed } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { usageByDay } from '../db/usage.ts'
import { Refusal } from '../http/http-error.ts'
import type { Sessions } from './sessions.ts'
import { actorOf, checkIsAdmin, userOf } from './user.ts'

interface AdminDeps {
  readonly db: Database
  readonly sessions: Sessions
  readonly nowMs: () => number
}

const Day = z.iso.date()
const UsageQuery = z.object({ from: Day.optional(), to: Day.optional() })
const AuditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  before: z.coerce.number().int().min(1).optional(),
})

/** GET /usage, GET /audit, GET /sessions, DELETE /sessions/{id}: an administrator's view of who does what. */
export function registerAdmin(app: FastifyInstance, { db, sessions, nowMs }: AdminDeps): void {
  app.get('/usage', async (request): Promise<UsageList> => {
    checkIsAdmin(userOf(request))
    const { from, to } = checked(UsageQuery, request.query, 'from and to must be days such as 2026-11-29')
    const toMs = (to === undefined ? nowMs() : Date.parse(to)) + DAY_MS
    const fromMs = from === undefined ? toMs - 31 * DAY_MS : Date.parse(from)
    return { days: [...(await usageByDay(db, fromMs, toMs))] }
  })

  app.get('/audit', async (request): Promise<AuditList> => {
    checkIsAdmin(userOf(request))
    const { limit, before = null } = checked(AuditQuery, request.query, 'limit must be 1 to 1000, before a number')
    const rows = await readAudit(db, { limit, before })
    return {
      entries: rows.map(({ id, at, userName, action, ofUser, taskId, taskName, item, address, requestId }) => ({
        id,
        at: at.toISOString(),
        user: userName,
        action,
        of_user: ofUser,
        task_id: taskId,
        task_name: taskName,
        item,
        address,
        request_id: requestId,
      })),
    }
  })

  app.get('/sessions', async (request): Promise<SessionList> => {
    checkIsAdmin(userOf(request))
    const rows = await sessions.list()
    return {
      sessions: rows.map(({ id, userName, role, createdAt, seenAt, address }) => ({
        id,
        user: userName,
        role,
        since: createdAt.toISOString(),
        seen: seenAt.toISOString(),
        address,
      })),
    }
  })

  app.delete<{ Params: { id: string } }>('/sessions/:id', async (request, reply) => {
    const by = actorOf(request)
    checkIsAdmin(by.user)
    const { id } = request.params
    const ofUser = /^[0-9a-f]{64}$/.test(id) ? await sessions.end(id) : null
    if (ofUser === null) throw new Refusal(404, 'not-found', 'This session has already ended.')
    await recordDeed(db, by, { action: 'session ended', atMs: nowMs(), ofUser })
    return reply.code(204).send()
  })
}

function checked<T>(schema: z.ZodType<T>, query: unknown, words: string): T {
  const read = schema.safeParse(query)
  if (!read.success) throw new Refusal(422, 'request-refused', `${words}.`)
  return read.data
}

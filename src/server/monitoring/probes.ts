import type { FastifyInstance } from 'fastify'
import type { Backend } from '../http/backend.ts'

/** One look at the database serves all who ask within this time. Milliseconds. */
const LOOK_MS = 1_000

/**
 * GET /healthz: the process answers; a supervisor restarts it if not. GET /readyz: it can do its work; a load balancer
 * sends nobody there if not. Neither needs a sign-in, and neither calls the MetOcean API.
 */
export function registerProbes(
  app: FastifyInstance,
  { backend, nowMs }: { backend: Backend; nowMs: () => number },
): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  let looked: { readonly atMs: number; readonly isWorking: Promise<boolean> } | null = null
  app.get('/readyz', async (request, reply) => {
    if (looked === null || Math.abs(nowMs() - looked.atMs) >= LOOK_MS)
      looked = {
        atMs: nowMs(),
        isWorking: backend.check().then(
          () => true,
          (error: unknown) => {
            request.log.error({ err: error }, 'the server is not ready')
            return false
          },
        ),
      }
    const isWorking = await looked.isWorking
    const upstream = backend.upstream?.() ?? null
    // Without the MetOcean API people still plan and read what they have: reported, but no reason to send them away.
    const isWhole = upstream === null || upstream.state !== 'failing'
    return reply
      .code(isWorking ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: !isWorking ? 'failing' : isWhole ? 'ok' : 'degraded',
        checks: {
          database: isWorking ? 'ok' : 'failing',
          ...(upstream ? { upstream: upstream.state } : {}),
          ...(upstream?.code ? { upstream_code: upstream.code } : {}),
        },
      })
  })
}

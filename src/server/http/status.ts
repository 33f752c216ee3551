import type { FastifyInstance } from 'fastify'
import { limits, type About } from '#src/domain/metocean/wire/contract.ts'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import type { Backend } from './backend.ts'
import { LoopLag } from './loop-lag.ts'

export interface StatusDeps {
  readonly backend: Backend
  readonly version: string
  readonly nowMs: () => number
}

/** Above this the server answers late enough for people to notice. Milliseconds. */
const SLOW_LOOP_MS = 1_000

/** GET /about: who answers and what it allows. GET /health: whether it can do its work. */
export function registerStatus(app: FastifyInstance, { backend, version, nowMs }: StatusDeps): void {
  app.get('/about', async (request): Promise<About> => {
    const now = nowMs()
    const { fromMs, toMs } = coverageWindow(now)
    return {
      ...backend.about,
      user: request.user,
      now: new Date(now).toISOString(),
      version,
      window: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      limits: { points: limits.points, bodyBytes: limits.requestBytes },
    }
  })

  const lag = new LoopLag()
  app.addHook('onClose', async () => lag.stop())
  app.get('/health', async (request, reply) => {
    const isWorking = await backend.check().then(
      () => true,
      (error: unknown) => {
        request.log.error({ err: error }, 'the health check failed')
        return false
      },
    )
    const lagMs = lag.take()
    const status = !isWorking ? 'failing' : lagMs > SLOW_LOOP_MS ? 'degraded' : 'ok'
    return reply
      .code(isWorking ? 200 : 503)
      .send({ status, checks: { [backend.about.mode]: isWorking ? 'ok' : 'failing' }, lag_ms: lagMs })
  })
}

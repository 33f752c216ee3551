import type { FastifyInstance } from 'fastify'
import { type About, type AboutSignedOut, bounds } from '#src/domain/metocean/wire/contract.ts'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import type { Auth } from '../auth/auth.ts'
import { offerFor } from '../mail/mail-rule.ts'
import type { Library } from '../library/library.ts'
import type { Backend } from './backend.ts'

interface StatusDeps {
  readonly auth: Auth
  readonly backend: Backend
  readonly library: Library | null
  readonly version: string
  readonly nowMs: () => number
}

/** Above this the server answers so late that people notice. Milliseconds. */
const SLOW_LOOP_MS = 1_000

/** GET /about: who answers and what it allows. GET /health: whether it can do its work. */
export function registerStatus(app: FastifyInstance, { auth, backend, library, version, nowMs }: StatusDeps): void {
  app.get('/about', async (request): Promise<About | AboutSignedOut> => {
    const { user } = request
    if (user === null) return { mode: backend.about.mode, auth: auth.mode }
    const now = nowMs()
    const { fromMs, toMs } = coverageWindow(now)
    const { about } = backend
    return {
      ...about,
      capabilities: [...about.capabilities, ...(library ? ['library'] : [])],
      mail: offerFor(user, about.mail),
      user: user.name,
      role: user.role,
      auth: auth.mode,
      insecure: auth.isInsecure,
      usage: await auth.usage(user),
      now: new Date(now).toISOString(),
      version,
      window: about.window ?? { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      limits: { points: bounds.points, bodyBytes: bounds.requestBytes },
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

const EVERY_MS = 20

/**
 * How long the event loop kept its timers waiting. Node's own histogram misses a block right after a reset, which is
 * just the one that a look at health is meant to find.
 */
class LoopLag {
  readonly #timer: NodeJS.Timeout
  #expectedMs = performance.now() + EVERY_MS
  #longestMs = 0

  constructor() {
    this.#timer = setInterval(() => this.#measure(), EVERY_MS)
    this.#timer.unref()
  }

  /** The longest wait since the last call, including the present one. Milliseconds. */
  take(): number {
    this.#measure()
    const longestMs = this.#longestMs
    this.#longestMs = 0
    return Math.round(longestMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #measure(): void {
    const nowMs = performance.now()
    this.#longestMs = Math.max(this.#longestMs, nowMs - this.#expectedMs)
    this.#expectedMs = nowMs + EVERY_MS
  }
}

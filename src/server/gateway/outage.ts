import type { FastifyBaseLogger } from 'fastify'
import { NotConnected } from '../http/outside.ts'
import { UpstreamError } from './upstream-error.ts'

/** Tells the log of failed calls: an outage once at its begin and once at its end, not at every poll. */
export class OutageLog {
  readonly #log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  #current: string | null = null

  constructor(log: Pick<FastifyBaseLogger, 'info' | 'warn'>) {
    this.#log = log
  }

  failed(call: string, error: unknown): void {
    const code = error instanceof UpstreamError ? error.code : 'unexpected'
    if (code === this.#current) return
    this.#current = code
    // The code of the cause only: messages and stacks of a client may hold addresses and headers.
    const cause = error instanceof Error ? error.cause : undefined
    const reason = cause instanceof NotConnected ? cause.reason : (cause as NodeJS.ErrnoException | undefined)?.code
    this.#log.warn({ call, code, cause: reason }, 'the weather service failed')
  }

  worked(): void {
    if (this.#current !== null) this.#log.info('the weather service answers again')
    this.#current = null
  }
}

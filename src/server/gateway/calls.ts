import type { FastifyBaseLogger } from 'fastify'
import { HttpError } from '../http/http-error.ts'
import { OutageLog } from './outage.ts'
import { refuseFailure } from './refusals.ts'
import type { Upstream, UpstreamAnswer, UpstreamCall } from './upstream.ts'

/** Calls to the service, their refusals in Fairway's words, outages in the log. */
export class Calls {
  readonly #upstream: Upstream
  readonly #apiKey: string
  readonly #outage: OutageLog

  constructor(upstream: Upstream, apiKey: string, log: FastifyBaseLogger) {
    this.#upstream = upstream
    this.#apiKey = apiKey
    this.#outage = new OutageLog(log)
  }

  /**
   * @param read what is made of a success; it hears of others only with `accepts`
   * @param options gone ends the call when it fires; accepts: a status besides success that `read` deals with
   * @throws UpstreamError
   */
  async make<T>(
    call: UpstreamCall,
    read: (answer: UpstreamAnswer) => Promise<T>,
    options: { readonly gone?: AbortSignal; readonly accepts?: number } = {},
  ): Promise<T> {
    const { gone, accepts } = options
    try {
      const answer = await this.#upstream.call(call, gone)
      if (answer.status !== accepts) await refuseFailure(answer, this.#apiKey)
      const value = await read(answer)
      this.#outage.worked()
      return value
    } catch (error) {
      const isRefusal = error instanceof HttpError && error.statusCode < 500
      if (!isRefusal && !gone?.aborted) this.#outage.failed(call.kind, error)
      throw error
    }
  }
}

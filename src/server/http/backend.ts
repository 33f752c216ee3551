import type { FastifyInstance } from 'fastify'
import type { About } from '#src/domain/metocean/wire/contract.ts'

/** Whether the MetOcean API works, as far as the last call showed. */
export interface UpstreamState {
  /** `unknown`: not called yet. */
  readonly state: 'ok' | 'failing' | 'unknown'
  /** The code of the last failure while it lasts, such as `upstream-unreachable`; else null. */
  readonly code: string | null
}

/** Answers the contract behind `/api`: the embedded service, or the gateway to the MetOcean API. */
export interface Backend {
  /** What `/api/about` says about it now. Without a window it serves the API's own times. */
  readonly about: Pick<About, 'mode' | 'source' | 'synthetic' | 'mail' | 'capabilities' | 'window' | 'fields'>
  /** Registers the contract's endpoints; `app` already has the prefix `/api` and all rules for requests. */
  register(app: FastifyInstance): void
  /** Rejects if it cannot do its work at the moment. */
  check(): Promise<void>
  /** What the last call to the MetOcean API showed; only where there is one. Calls nothing. */
  upstream?(): UpstreamState
  /**
   * Lets work under way end within `graceMs`, then gives it up in a way that loses nothing.
   * @param answered resolves when every request has its whole answer
   */
  stop(graceMs: number, answered: Promise<unknown>): Promise<void>
}

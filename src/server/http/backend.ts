import type { FastifyInstance } from 'fastify'
import type { About } from '#src/domain/metocean/wire/contract.ts'

/** Who answers the contract behind `/api`: the embedded service or the gateway to the real one. */
export interface Backend {
  /** What `/api/about` says of it. */
  readonly about: Pick<About, 'mode' | 'source' | 'synthetic' | 'mail' | 'capabilities'>
  /** Registers the contract's endpoints; `app` already has the prefix `/api` and all rules for requests. */
  register(app: FastifyInstance): void
  /** Rejects if it cannot do its work at the moment. */
  check(): Promise<void>
  /** Lets what is under way end, at most `graceMs`; then gives it up so that nothing is lost. */
  stop(graceMs: number): Promise<void>
}

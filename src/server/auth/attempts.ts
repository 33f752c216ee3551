import { MINUTE_MS } from '#src/domain/time.ts'
import { Refusal } from '../http/http-error.ts'

/** Wrong tokens from one address before it has to wait. */
const MOST_FAILED = 20
const WINDOW_MS = 5 * MINUTE_MS
/** Addresses remembered; more at once is an attack on memory. */
const MOST_ADDRESSES = 10_000

class TooManyAttempts extends Refusal {
  override readonly retryAfter = String(WINDOW_MS / 1000)

  constructor() {
    super(429, 'busy', 'Too many wrong tokens from this address. Wait five minutes, then try again.')
  }
}

/** Counts wrong tokens by client address, in this process: enough to stop guessing, and nothing to clean up. */
export class Attempts {
  readonly #nowMs: () => number
  readonly #failed = new Map<string, { readonly tried: Set<string>; readonly sinceMs: number }>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Called before a token is looked at. @throws Refusal 429 where too many were wrong lately */
  check(address: string): void {
    const known = this.#failed.get(address)
    if (known && this.#nowMs() - known.sinceMs < WINDOW_MS && known.tried.size >= MOST_FAILED)
      throw new TooManyAttempts()
  }

  /**
   * @param tried what was wrong. The same again counts once: a script that goes on with a revoked token guesses nothing,
   * and must not lock out everyone behind the same address
   */
  failed(address: string, tried: string): void {
    const now = this.#nowMs()
    const known = this.#failed.get(address)
    if (known && now - known.sinceMs < WINDOW_MS) known.tried.add(tried)
    else {
      this.#failed.delete(address)
      this.#failed.set(address, { tried: new Set([tried]), sinceMs: now })
    }
    const [oldest] = this.#failed.keys()
    if (this.#failed.size > MOST_ADDRESSES && oldest !== undefined) this.#failed.delete(oldest)
  }
}

const EVERY_MS = 20

/**
 * How long the event loop kept its timers waiting. Node's own histogram forgets the block that follows a reset, which
 * is just the one a look at health is meant to find.
 */
export class LoopLag {
  readonly #timer: NodeJS.Timeout
  #expectedMs = performance.now() + EVERY_MS
  #longestMs = 0

  constructor() {
    this.#timer = setInterval(() => this.#measure(), EVERY_MS)
    this.#timer.unref()
  }

  /** The longest wait since the last call, the present one included. Milliseconds. */
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

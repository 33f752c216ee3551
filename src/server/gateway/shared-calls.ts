interface Shared<T> {
  readonly startedMs: number
  readonly answer: Promise<T>
}

/** Lets many browsers that poll the same list be one call upstream. A failure is shared with those who wait, and not kept. */
export class SharedCalls<T> {
  readonly #calls = new Map<string, Shared<T>>()
  readonly #sharedMs: number

  /** @param sharedMs one answer serves all who ask within so long, milliseconds */
  constructor(sharedMs: number) {
    this.#sharedMs = sharedMs
  }

  async get(key: string, nowMs: number, call: () => Promise<T>): Promise<T> {
    const known = this.#calls.get(key)
    if (known && nowMs - known.startedMs < this.#sharedMs) return known.answer
    const shared = { startedMs: nowMs, answer: call() }
    this.#calls.set(key, shared)
    shared.answer.catch(() => {
      if (this.#calls.get(key) === shared) this.#calls.delete(key)
    })
    return shared.answer
  }

  /** What was known is out of date: something was submitted or cancelled. */
  forget(): void {
    this.#calls.clear()
  }
}

/** How long an id from a list may be asked for. Milliseconds. */
const SEEN_MS = 60_000

/** Ids seen in a list lately: only these, and those of submissions, ever go upstream, so that nobody can try ids out. */
export class KnownIds {
  readonly #seenMs = new Map<string, number>()

  see(ids: Iterable<string>, nowMs: number): void {
    for (const [id, seenMs] of this.#seenMs) if (nowMs - seenMs > SEEN_MS) this.#seenMs.delete(id)
    for (const id of ids) this.#seenMs.set(id, nowMs)
  }

  has(id: string, nowMs: number): boolean {
    const seenMs = this.#seenMs.get(id)
    return seenMs !== undefined && nowMs - seenMs <= SEEN_MS
  }
}

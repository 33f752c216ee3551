import type { IncomingHttpHeaders } from 'node:http'

/** One request as the scripted upstream received it. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Everything the upstream received, in order: what the gateway really did, whatever it says. */
export class Ledger {
  readonly received: Received[] = []
  #watchers: (() => void)[] = []

  add(request: Received): void {
    this.received.push(request)
    for (const watcher of this.#watchers.splice(0)) watcher()
  }

  /** `POST /MetOcean`, one per request. */
  get lines(): string[] {
    return this.received.map(({ method, path }) => `${method} ${path}`)
  }

  /** Resolves once so many requests have come in. */
  async reached(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#watchers.push(resolve))
  }
}

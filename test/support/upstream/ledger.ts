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

  /** How many requests begin like this: `POST /MetOcean`, `GET /user/tasks`. */
  count(line: string): number {
    return this.lines.filter((received) => received.startsWith(line)).length
  }

  /** Resolves once this many requests have come in; with `line`, this many that begin so. */
  async reached(count: number, line = ''): Promise<void> {
    while (this.count(line) < count) await new Promise<void>((resolve) => this.#watchers.push(resolve))
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { send, type Behaviour } from './answer.ts'
import { answerHonestly } from './contract.ts'
import { Ledger, type Received } from './ledger.ts'
import { ScriptedTasks } from './tasks.ts'

/** A MetOcean service on loopback that speaks the contract, writes down every request, and misbehaves when told to. */
export interface ScriptedUpstream {
  readonly url: string
  readonly ledger: Ledger
  readonly tasks: ScriptedTasks
  /** Treats the next request that begins with this `METHOD /path` so, once; several wait in line, ahead of `always`. */
  next(line: string, behaviour: Behaviour): void
  /** Treats every such request so from now on; of several that match, the last one set. */
  always(line: string, behaviour: Behaviour): void
  heal(): void
  /** Connections open at the moment. */
  connections(): Promise<number>
  close(): Promise<void>
}

export interface UpstreamOptions {
  /** 0: any free one. */
  readonly port?: number
  /** Speaks https with this certificate, PEM. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** How long a task takes, milliseconds; without it a task stays as it is until the test changes it. */
  readonly taskMs?: number
  readonly nowMs?: () => number
  /** Called when a request has been answered, or treated otherwise. */
  readonly onAnswered?: (asked: Received, told: { readonly status: number | null; readonly ms: number }) => void
  /** Takes requests that do not belong to the service; true if it did. */
  readonly aside?: (asked: Received, response: ServerResponse) => boolean
}

interface Rule {
  readonly line: string
  readonly behaviour: Behaviour
}

/** @param key the valid `x-api-key`; any other gets 401 */
export async function startUpstream(
  key: string,
  { port = 0, tls, taskMs, nowMs = Date.now, onAnswered, aside }: UpstreamOptions = {},
): Promise<ScriptedUpstream> {
  const ledger = new Ledger()
  const tasks = new ScriptedTasks({ taskMs: taskMs ?? null, nowMs })
  let once: readonly Rule[] = []
  let lasting: readonly Rule[] = []

  function behaviourFor({ method, path }: Received): Behaviour | null {
    const fits = ({ line }: Rule) => `${method} ${path}`.startsWith(line)
    const rule = once.find(fits)
    once = once.filter((other) => other !== rule)
    return (rule ?? lasting.findLast(fits))?.behaviour ?? null
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startMs = performance.now()
    const { method = '', url: path = '', headers } = request
    const asked: Received = { method, path, headers, body: await text(request) }
    if (aside?.(asked, response)) return
    ledger.add(asked)
    response.once('close', () =>
      onAnswered?.(asked, {
        status: response.headersSent ? response.statusCode : null,
        ms: Math.round(performance.now() - startMs),
      }),
    )
    let served: ReturnType<typeof answerHonestly> | null = null
    const honest = () => (served ??= answerHonestly(tasks, key, asked))
    const behaviour = behaviourFor(asked)
    await send(response, await (behaviour ? behaviour(asked, honest) : honest()))
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // A client that leaves midway is normal here.
    serve(request, response).catch(() => response.destroy())
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    tasks,
    next: (line, behaviour) => (once = [...once, { line, behaviour }]),
    always: (line, behaviour) => (lasting = [...lasting, { line, behaviour }]),
    heal() {
      once = []
      lasting = []
    },
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

import type { Readable } from 'node:stream'
import { Agent, buildConnector, request as send, type Dispatcher } from 'undici'
import { deadline, type Deadlines } from './deadlines.ts'
import { asUpstreamError, timedOut, type UpstreamError } from './upstream-error.ts'

export interface UpstreamOptions {
  /** METOCEAN_URL: requests. METOCEAN_TASKS_URL: status, lists and cancel. Fixed for the life of the process. */
  readonly requestsUrl: string
  readonly tasksUrl: string
  readonly apiKey: string
  readonly deadlines: Deadlines
}

/** Exactly the calls there are. Ids are checked before they get here, and encoded here all the same. */
export type UpstreamCall =
  | { readonly kind: 'sync' | 'async' | 'field' | 'picture'; readonly body: string }
  | { readonly kind: 'task' | 'cancel'; readonly id: string }
  | { readonly kind: 'list'; readonly filter: '' | '/PENDING' | '/SUCCESS' }

export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** As it comes over the wire, still encoded; breaks with an error when the deadline passes or the connection does. */
  readonly body: Readable
}

export interface Upstream {
  /**
   * One call, never repeated and never redirected.
   * @param gone ends the call when it fires; without it the call goes on to its deadline, whoever waits
   * @throws UpstreamError if there is no answer
   */
  call(call: UpstreamCall, gone?: AbortSignal): Promise<UpstreamAnswer>
  /** Lets calls end until they have, then closes; `destroy` does not wait. */
  close(): Promise<void>
  destroy(): Promise<void>
}

/** At most so many connections to each base; more calls than that wait their turn. */
const MOST_CONNECTIONS = 64
/** Shorter than servers keep theirs, so that a post rarely meets a connection just being closed. Milliseconds. */
const KEEP_ALIVE_MS = 1000

const paths: Readonly<Record<UpstreamCall['kind'], (call: UpstreamCall) => string>> = {
  sync: () => '/MetOcean',
  async: () => '/MetOcean/async',
  field: () => '/2DMetOcean',
  picture: () => '/plot_timeseries',
  task: (call) => `/task/${encodeURIComponent('id' in call ? call.id : '')}`,
  cancel: (call) => `/cancel_task/${encodeURIComponent('id' in call ? call.id : '')}`,
  list: (call) => `/user/tasks${'filter' in call ? call.filter : ''}`,
}

function withinMs({ kind }: UpstreamCall, { syncMs, acceptMs, resultMs, taskMs }: Deadlines): { first: number; last: number } {
  if (kind === 'sync' || kind === 'field' || kind === 'picture') return { first: syncMs, last: syncMs }
  if (kind === 'async') return { first: acceptMs, last: acceptMs }
  return { first: taskMs, last: kind === 'task' ? resultMs : taskMs }
}

/** Connections that failed are remembered by their errors: only then did not a byte of the request go out. */
function watchedConnector(connectMs: number) {
  const failures = new WeakSet<Error>()
  const connect = buildConnector({ timeout: connectMs })
  const connector: buildConnector.connector = (options, done) =>
    connect(options, (...outcome) => {
      if (outcome[0]) failures.add(outcome[0])
      done(...outcome)
    })
  return { connector, isFailure: (error: unknown) => error instanceof Error && failures.has(error) }
}

/** The two bases of the MetOcean service. The key leaves the process here and nowhere else. */
export function openUpstream({ requestsUrl, tasksUrl, apiKey, deadlines }: UpstreamOptions): Upstream {
  const { connector, isFailure } = watchedConnector(deadlines.connectMs)
  // The deadlines of a call are its own signal; undici's would only count silence.
  const agent = new Agent({ connect: connector, connections: MOST_CONNECTIONS, keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS, headersTimeout: 0, bodyTimeout: 0 })

  async function call(call: UpstreamCall, gone?: AbortSignal): Promise<UpstreamAnswer> {
    const { kind } = call
    const isRequest = 'body' in call
    const base = (isRequest ? requestsUrl : tasksUrl).replace(/\/+$/, '')
    const headers: Record<string, string> = { 'x-api-key': apiKey, accept: kind === 'picture' ? 'image/png, application/json' : 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'Fairway' }
    if (isRequest) headers['content-type'] = 'application/json'
    const { first, last } = withinMs(call, deadlines)
    const limit = deadline(first, last, timedOut)
    const options = {
      dispatcher: agent,
      method: kind === 'task' || kind === 'list' ? 'GET' : 'POST',
      headers,
      body: 'body' in call ? call.body : null,
      signal: gone ? AbortSignal.any([limit.signal, gone]) : limit.signal,
    } as const
    let answer: Dispatcher.ResponseData
    try {
      answer = await send(base + paths[kind](call), options)
    } catch (error) {
      limit.clear()
      throw failureOf(error)
    }
    limit.reached()
    answer.body.once('close', () => limit.clear())
    // A body nobody reads any more fails when it is dropped; who does read it hears of failures by itself.
    answer.body.on('error', () => undefined)
    return { status: answer.statusCode, headers: answer.headers, body: answer.body }
  }

  const failureOf = (error: unknown): UpstreamError => asUpstreamError(error, isFailure(error))
  return { call, close: () => agent.close(), destroy: () => agent.destroy() }
}

import type { Readable } from 'node:stream'
import { type Dispatcher, request as send } from 'undici'
import { callPolicy } from '#src/domain/tasks/call-policy.ts'
import { type CompanyProxy, openOutside } from '../http/outside.ts'
import { asUpstreamError, timedOut } from './upstream-error.ts'
import { SECOND_MS } from '#src/domain/time.ts'

interface UpstreamOptions {
  /** METOCEAN_URL: requests. METOCEAN_TASKS_URL: status, lists and cancel. Fixed for the life of the process. */
  readonly requestsUrl: string
  readonly tasksUrl: string
  readonly apiKey: string
  readonly deadlines: Deadlines
  readonly proxy: CompanyProxy | null
  /** Certificates to trust instead of Node's, PEM; for tests. */
  readonly trusted?: string | undefined
}

/** All the calls that exist. Ids are checked before they get here, and still encoded here. */
export type UpstreamCall =
  | { readonly kind: 'sync' | 'async' | 'field' | 'picture'; readonly body: string | Uint8Array }
  | { readonly kind: 'task' | 'cancel'; readonly id: string }
  | { readonly kind: 'list'; readonly filter: '' | '/PENDING' | '/SUCCESS' }

export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The key that was sent. The service may repeat it anywhere, and nothing that leaves this server may hold it. */
  readonly apiKey: string
  /** As it comes over the wire, still encoded; fails when the deadline passes or the connection breaks. */
  readonly body: Readable
}

export interface Upstream {
  /**
   * One call, never repeated and never redirected.
   * @param gone ends the call when it fires; without it the call goes on to its deadline, whether anyone waits or not
   * @throws UpstreamError if there is no answer
   */
  call(call: UpstreamCall, gone?: AbortSignal): Promise<UpstreamAnswer>
  /** Waits for calls to end, then closes; `destroy` does not wait. */
  close(): Promise<void>
  destroy(): Promise<void>
}

const paths: Readonly<Record<UpstreamCall['kind'], (call: UpstreamCall) => string>> = {
  sync: () => '/MetOcean',
  async: () => '/MetOcean/async',
  field: () => '/2DMetOcean',
  picture: () => '/plot_timeseries',
  task: (call) => `/task/${encodeURIComponent('id' in call ? call.id : '')}`,
  cancel: (call) => `/cancel_task/${encodeURIComponent('id' in call ? call.id : '')}`,
  list: (call) => `/user/tasks${'filter' in call ? call.filter : ''}`,
}

function withinMs(
  { kind }: UpstreamCall,
  { syncMs, acceptMs, resultMs, taskMs }: Deadlines,
): { first: number; last: number } {
  if (kind === 'sync' || kind === 'field' || kind === 'picture') return { first: syncMs, last: syncMs }
  if (kind === 'async') return { first: acceptMs, last: acceptMs }
  return { first: taskMs, last: kind === 'task' ? resultMs : taskMs }
}

/** How much of an answer may wait to be sent on: with the 16 KiB of Node the service would stop after every packet. */
export const WAITING_BYTES = 1024 * 1024

/** The two bases of the MetOcean service. The key leaves the process here and nowhere else. */
export function openUpstream({ requestsUrl, tasksUrl, apiKey, deadlines, proxy, trusted }: UpstreamOptions): Upstream {
  const outside = openOutside({ proxy, connectMs: deadlines.connectMs, trusted })

  async function call(call: UpstreamCall, gone?: AbortSignal): Promise<UpstreamAnswer> {
    const { kind } = call
    const isRequest = 'body' in call
    const base = (isRequest ? requestsUrl : tasksUrl).replace(/\/+$/, '')
    const headers: Record<string, string> = {
      'x-api-key': apiKey,
      accept: kind === 'picture' ? 'image/png, application/json' : 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'Fairway',
    }
    if (isRequest) headers['content-type'] = 'application/json'
    const { first, last } = withinMs(call, deadlines)
    const limit = deadline(first, last, timedOut)
    const options = {
      dispatcher: outside,
      method: kind === 'task' || kind === 'list' ? 'GET' : 'POST',
      headers,
      body: 'body' in call ? call.body : null,
      highWaterMark: WAITING_BYTES,
      signal: gone ? AbortSignal.any([limit.signal, gone]) : limit.signal,
    } as const
    let answer: Dispatcher.ResponseData
    try {
      answer = await send(base + paths[kind](call), options)
    } catch (error) {
      limit.clear()
      throw asUpstreamError(error)
    }
    limit.reached()
    answer.body.once('close', () => limit.clear())
    // A body nobody reads any more fails when it is dropped; a reader sees failures itself.
    answer.body.on('error', () => undefined)
    return { status: answer.statusCode, headers: answer.headers, apiKey, body: answer.body }
  }

  return { call, close: () => outside.close(), destroy: () => outside.destroy() }
}

/** How long the gateway waits for the service, and keeps what it read. Milliseconds; one object, for tests to scale. */
export interface Deadlines {
  /** To connect, TLS included. */
  readonly connectMs: number
  /** Lists, cancel, and the first byte of a task. */
  readonly taskMs: number
  /** The answer of an async submission, its upload included. */
  readonly acceptMs: number
  /** A held sync call, from first byte out to last byte in. */
  readonly syncMs: number
  /** The whole body of a task with its result. */
  readonly resultMs: number
  /** One list serves all who ask for it within this time; shorter than the shortest poll. */
  readonly sharedMs: number
}

/** @param syncMs `SYNC_TIMEOUT_SECONDS`; a large result gets as long as a held call */
export const deadlinesFor = (syncMs: number): Deadlines => ({
  connectMs: 5 * SECOND_MS,
  taskMs: callPolicy.list.deadlineMs,
  acceptMs: callPolicy.submitAsync.deadlineMs,
  syncMs,
  resultMs: Math.max(syncMs, callPolicy.submitSync.deadlineMs),
  sharedMs: 2 * SECOND_MS,
})

/** Aborts with a reason: at the first deadline unless `reached` is called, and at the last unless `clear` is. */
function deadline(firstMs: number, lastMs: number, reason: () => Error) {
  const aborter = new AbortController()
  const end = () => aborter.abort(reason())
  const first = setTimeout(end, firstMs)
  const last = setTimeout(end, lastMs)
  return {
    signal: aborter.signal,
    reached: () => clearTimeout(first),
    clear() {
      clearTimeout(first)
      clearTimeout(last)
    },
  }
}

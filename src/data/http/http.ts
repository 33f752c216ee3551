import type { z } from '#src/domain/schema.ts'
import { type ErrorCode, errorCodes } from '#src/domain/errors.ts'
import { ErrorBody, FAIRWAY_HEADER, bounds } from '#src/domain/metocean/wire/contract.ts'
import { callPolicyFor } from '#src/domain/tasks/call-policy.ts'
import { clampRetryAfter, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { readText } from '../read-text.ts'
import { HttpError, type Outcome } from './http-error.ts'

interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** JSON text. */
  body?: string
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

/**
 * One call to Fairway's own server, within the time `callPolicy` allows; a redirect is never followed.
 * @returns the response, its status 200 to 299, its body unread
 * @throws HttpError for everything else; an abort by `signal` is passed on as it is
 */
export async function call(
  path: string,
  { method = 'GET', body, headers, signal }: CallOptions = {},
): Promise<Response> {
  const { timeoutMs, isRepeatable } = callPolicyFor(method, path)
  const isOffline = globalThis.navigator?.onLine === false
  // A call that must not be repeated must not get lost either, so a harmless question goes first.
  if (isOffline && !isRepeatable && !(await answers())) throw offline()
  const deadline = AbortSignal.timeout(timeoutMs)
  const request: RequestInit = {
    method,
    body,
    headers: {
      accept: 'application/json',
      [FAIRWAY_HEADER]: '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    redirect: 'error',
    cache: 'no-store',
  }
  let response: Response
  try {
    response = await fetch(path, request)
  } catch (cause) {
    if (signal?.aborted) throw cause
    if (isOffline && isRepeatable) throw offline(cause)
    // A browser does not say whether the connection was refused or broke, so the outcome is unknown.
    throw new HttpError(deadline.aborted ? 'timed-out' : 'server-unreachable', path, { outcome: 'unknown', cause })
  }
  if (!response.ok) throw await failureOf(response, path)
  return response
}

const offline = (cause?: unknown) => new HttpError('offline', '', { outcome: 'not-sent', cause })

/** Does Fairway's server answer? A browser without a network says it is offline, yet may reach one on this machine. */
async function answers(): Promise<boolean> {
  return fetch('/api/about', {
    headers: { [FAIRWAY_HEADER]: '1' },
    signal: AbortSignal.timeout(pollPolicy.calls.about.timeoutMs),
    cache: 'no-store',
  }).then(
    () => true,
    () => false,
  )
}

/** A small JSON answer, checked. @throws HttpError; `answer-incomplete` or `answer-unreadable` for a faulty body */
export async function callJson<T extends z.ZodType>(
  path: string,
  schema: T,
  options?: CallOptions,
): Promise<z.infer<T>> {
  const response = await call(path, options)
  const text = await readText(response, bounds.resultBytes)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new HttpError(text.trim() === '' ? 'answer-incomplete' : 'answer-unreadable', path, {
      outcome: 'unknown',
      status: response.status,
      cause,
    })
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new HttpError('answer-unreadable', `${path}: ${issue?.path.join('.')} ${issue?.message}`, {
    outcome: 'unknown',
    status: response.status,
  })
}

async function failureOf(response: Response, path: string): Promise<HttpError> {
  const { status } = response
  const body = await errorBodyOf(response)
  const asksToWaitMs = clampRetryAfter(retryAfter(response.headers.get('retry-after')))
  // Fairway always says what is wrong; an answer without it comes from a proxy in front that does not reach Fairway.
  const isByProxy = body === null && (status === 502 || status === 503)
  const code = isByProxy ? 'server-unreachable' : codeOf(status, body?.code)
  const said = detailOf(body)
  const detail = [said || `${path} answered ${status}`, body?.request_id && `request ${body.request_id}`]
    .filter(Boolean)
    .join(' · ')
  return new HttpError(code, detail, {
    outcome: outcomeOfStatus(status, code, asksToWaitMs !== null),
    status,
    retryAfterMs: isByProxy ? null : asksToWaitMs,
    said,
  })
}

async function errorBodyOf(response: Response): Promise<ErrorBody | null> {
  try {
    return ErrorBody.parse(JSON.parse(await readText(response, bounds.otherBytes)))
  } catch {
    return null // an HTML page, an empty or a broken body: the status has to do
  }
}

/** `points 7 latitude must be …`, one line per field; at most ten. The weather service's words need the field named. */
function detailOf(body: ErrorBody | null): string {
  if (!body) return ''
  if (typeof body.detail === 'string') return body.detail.slice(0, 2000)
  return body.detail
    .slice(0, 10)
    .map(({ loc, msg }) => {
      const field = loc.filter((part) => part !== 'body').join(' ')
      return msg.startsWith(field) ? msg : `${field}: ${msg}`
    })
    .join('\n')
}

function codeOf(status: number, named: string | undefined): ErrorCode {
  const known = errorCodes.find((code) => code === named)
  if (known) return known
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429 || status === 503) return 'busy'
  if (status === 502) return 'upstream-unreachable'
  if (status === 504 || status === 408) return 'timed-out'
  return status < 500 ? 'request-refused' : 'server-failed'
}

function outcomeOfStatus(status: number, code: ErrorCode, hasRetryAfter: boolean): Outcome {
  if (status === 429 || (status === 503 && hasRetryAfter)) return 'not-sent'
  if (code === 'service-account-refused') return 'refused'
  // Nobody is signed in, so nothing was read: it is kept and sent after signing in.
  if (code === 'signed-out') return 'not-sent'
  return status >= 500 || status === 408 ? 'unknown' : 'refused'
}

/** Milliseconds; the header gives seconds or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null
  if (/^\d{1,12}$/.test(header.trim())) return Number(header) * pollPolicy.retryAfter.secondMs
  const atMs = Date.parse(header)
  return Number.isNaN(atMs) ? null : atMs - Date.now()
}

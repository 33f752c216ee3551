import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { call, callJson } from '#src/data/http/http.ts'
import type { HttpError } from '#src/data/http/http-error.ts'
import { readText } from '#src/data/read-text.ts'
import { AppError } from '#src/domain/errors.ts'
import { scalePolicy } from '#test/support/scaled-policy.ts'

const answer = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as HttpError,
  )

beforeEach(() => {
  answer.mockReset()
  vi.stubGlobal('fetch', answer)
})
afterEach(() => vi.unstubAllGlobals())

const failed = (status: number, code: string) => new Response(JSON.stringify({ detail: 'no', code }), { status })

// What is certainly not sent, what is refused, and what has to be looked up.
it.each<[string, Response, string, string, number | null]>([
  ['400', new Response('{"detail":"no"}', { status: 400 }), 'request-refused', 'refused', null],
  ['401 that is no end of a session', new Response('', { status: 401 }), 'request-refused', 'refused', null],
  ['401, an ended session', failed(401, 'signed-out'), 'signed-out', 'not-sent', null],
  ['401, a header missing', failed(401, 'header-missing'), 'request-refused', 'refused', null],
  ['401, a wrong token', failed(401, 'token-refused'), 'token-refused', 'refused', null],
  ['403, the daily cap', failed(403, 'daily-cap'), 'daily-cap', 'refused', null],
  ['404', new Response('', { status: 404 }), 'not-found', 'refused', null],
  ['409', new Response('', { status: 409 }), 'conflict', 'refused', null],
  ['413', new Response('', { status: 413 }), 'request-refused', 'refused', null],
  ['422', new Response('', { status: 422 }), 'request-refused', 'refused', null],
  ['429 without a wait', new Response('', { status: 429 }), 'busy', 'not-sent', null],
  ['429 with one', new Response('', { status: 429, headers: { 'retry-after': '45' } }), 'busy', 'not-sent', 45_000],
  [
    '429 with an absurd one',
    new Response('', { status: 429, headers: { 'retry-after': '999999' } }),
    'busy',
    'not-sent',
    900_000,
  ],
  [
    '429 with a past date',
    new Response('', { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } }),
    'busy',
    'not-sent',
    1000,
  ],
  ['500', new Response('<html>', { status: 500 }), 'server-failed', 'unknown', null],
  ['502', new Response('{"detail":"no"}', { status: 502 }), 'upstream-unreachable', 'unknown', null],
  ['502 of a proxy', new Response('<h1>Bad Gateway</h1>', { status: 502 }), 'server-unreachable', 'unknown', null],
  [
    '503 of a proxy that has sent nothing on',
    new Response('<p>Fairway is being restarted.', { status: 503, headers: { 'retry-after': '5' } }),
    'server-unreachable',
    'not-sent',
    null,
  ],
  [
    '502, account refused',
    new Response('{"detail":"no","code":"service-account-refused"}', { status: 502 }),
    'service-account-refused',
    'refused',
    null,
  ],
  [
    '503 with a wait',
    new Response('{"detail":"no","code":"upstream-unreachable"}', { status: 503, headers: { 'retry-after': '5' } }),
    'upstream-unreachable',
    'not-sent',
    5000,
  ],
  ['503 without', new Response('{"detail":"no"}', { status: 503 }), 'busy', 'unknown', null],
  ['504', new Response('', { status: 504 }), 'timed-out', 'unknown', null],
])('%s', async (_, response, code, outcome, retryAfterMs) => {
  answer.mockResolvedValue(response)
  expect(await failure(call('/api/x'))).toMatchObject({ code, outcome, retryAfterMs })
})

it('does not know the outcome of a connection that broke', async () => {
  answer.mockRejectedValue(new TypeError('Failed to fetch'))
  expect(await failure(call('/api/x'))).toMatchObject({ code: 'server-unreachable', outcome: 'unknown' })
})

it('sends no post while the browser is offline and nobody answers, and says so', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  answer.mockRejectedValue(new TypeError('Failed to fetch'))
  expect(await failure(call('/api/x', { method: 'POST', body: '{}' }))).toMatchObject({
    code: 'offline',
    outcome: 'not-sent',
  })
  expect(await failure(call('/api/x'))).toMatchObject({ code: 'offline', outcome: 'not-sent' })
  expect(answer.mock.calls.filter(([, { method }]) => method === 'POST')).toEqual([])
})

it('reaches a server on the same machine without any network', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  answer.mockImplementation(async () => new Response('{"a":1}'))
  expect(await callJson('/api/x', z.object({ a: z.number() }))).toEqual({ a: 1 })
  expect((await call('/api/x', { method: 'POST', body: '{}' })).status).toBe(200)
})

it('ends a call that takes too long', async () => {
  answer.mockImplementation(
    (_, { signal }) =>
      new Promise((_resolve, reject) =>
        signal!.addEventListener('abort', () => reject(new DOMException('late', 'TimeoutError'))),
      ),
  )
  const restore = scalePolicy(0.001) // 35 ms for a list
  expect(await failure(call('/api/user/tasks'))).toMatchObject({ code: 'timed-out', outcome: 'unknown' })
  restore()
})

it('passes an abort on unchanged', async () => {
  const controller = new AbortController()
  answer.mockImplementation(
    (_, { signal }) =>
      new Promise((_resolve, reject) =>
        signal!.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))),
      ),
  )
  const error = failure(call('/api/x', { signal: controller.signal }))
  controller.abort()
  expect(await error).toMatchObject({ name: 'AbortError' })
})

it("marks every call as the page's own, and follows no redirect", async () => {
  answer.mockResolvedValue(new Response('{}'))
  await call('/api/x', { method: 'POST', body: '{}' })
  const [, init] = answer.mock.calls[0]!
  expect(init).toMatchObject({
    method: 'POST',
    redirect: 'error',
    headers: { 'x-fairway': '1', 'content-type': 'application/json' },
  })
})

it('gives the fields that were refused, and the request id, as details', async () => {
  const detail = [
    { loc: ['body', 'points', 7, 'latitude'], msg: 'too far north', type: 'too_big' },
    { loc: ['body', 'points'], msg: 'points is missing.', type: 'missing' },
  ]
  answer.mockResolvedValue(new Response(JSON.stringify({ detail, request_id: 'r-1' }), { status: 422 }))
  expect(await failure(call('/api/x'))).toMatchObject({
    detail: 'points 7 latitude: too far north\npoints is missing. · request r-1',
  })
})

describe('callJson', () => {
  const schema = z.object({ status: z.string() })

  it.each([
    ['an empty 200', '', 'answer-incomplete'],
    ['an HTML page', '<html></html>', 'answer-unreadable'],
    ['another shape', '{"state":"x"}', 'answer-unreadable'],
  ])('refuses %s', async (_, body, code) => {
    answer.mockResolvedValue(new Response(body))
    expect(await failure(callJson('/api/x', schema))).toMatchObject({ code, outcome: 'unknown' })
  })

  it('ignores members it does not know', async () => {
    answer.mockResolvedValue(new Response('{"status":"PENDING","new":1}'))
    expect(await callJson('/api/x', schema)).toEqual({ status: 'PENDING' })
  })
})

describe('readText', () => {
  const chunks = (...parts: (string | Error)[]) =>
    new Response(
      new ReadableStream({
        pull(controller) {
          const part = parts.shift()
          if (part === undefined) controller.close()
          else if (part instanceof Error) controller.error(part)
          else controller.enqueue(new TextEncoder().encode(part))
        },
      }),
    )

  it('joins pieces, even if a letter is split', async () => {
    const bytes = new TextEncoder().encode('51°N')
    const split = new Response(
      new ReadableStream({
        start: (controller) => (
          controller.enqueue(bytes.slice(0, 3)),
          controller.enqueue(bytes.slice(3)),
          controller.close()
        ),
      }),
    )
    expect(await readText(split, 100)).toBe('51°N')
  })

  it('stops at the cap', async () => {
    await expect(readText(chunks('12345', '67890'), 8)).rejects.toMatchObject({ code: 'answer-too-large' })
  })

  it('says incomplete if the connection ends before the body does', async () => {
    await expect(readText(chunks('[1,', new TypeError('terminated')), 100)).rejects.toEqual(
      new AppError('answer-incomplete', 'after 3 bytes'),
    )
  })
})

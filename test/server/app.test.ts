import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { About } from '#src/domain/metocean/wire/contract.ts'
import { type AppDeps, createApp } from '#src/server/app.ts'
import { openToAll } from '#src/server/auth/auth.ts'
import type { Backend } from '#src/server/http/backend.ts'
import { Refusal } from '#src/server/http/http-error.ts'
import { checkedBody, largeBody, receivingLimits } from '#src/server/http/request-body.ts'
import { createLog } from '#src/server/http/logging.ts'

const lines: string[] = []
let failure: Error | null = null
const backend: Backend = {
  about: {
    mode: 'embedded',
    source: 'A test',
    synthetic: true,
    mail: { available: false, reason: 'a test' },
    capabilities: [],
  },
  register(app) {
    app.get('/throws', async () => {
      throw new Error('at /home/someone/secret.ts')
    })
    app.get('/not-offered', async () => {
      throw new Refusal(501, 'not-offered', 'This server has none.')
    })
    app.post('/echo', async (request) => ({ body: request.body ?? null }))
    app.post('/large', largeBody('json'), async () => ({ ok: true }))
    app.post('/request', largeBody('columns'), async (request) => {
      const { request: asked, count, points } = checkedBody(request)
      return { ...asked, count, bytes: points.length }
    })
  },
  check: async () => {
    if (failure) throw failure
  },
  stop: async () => undefined,
}
let app: FastifyInstance
let deps: AppDeps
let webRoot: string
const page = '<!doctype html><title>Fairway</title>'

beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'fairway-web-'))
  mkdirSync(join(webRoot, 'assets'))
  writeFileSync(join(webRoot, 'index.html'), page)
  writeFileSync(join(webRoot, 'icon.svg'), '<svg/>')
  writeFileSync(join(webRoot, '.env'), 'secret')
  writeFileSync(join(webRoot, 'assets/app-1a2b.js'), 'plain')
  writeFileSync(join(webRoot, 'assets/app-1a2b.js.gz'), 'compressed')
  writeFileSync(join(webRoot, 'assets/app-1a2b.js.map'), '{}')
  deps = {
    auth: openToAll,
    library: null,
    peers: [],
    backend,
    version: '1.2.3',
    nowMs: () => Date.UTC(2026, 10, 22),
    publicUrl: 'https://fairway.example',
    webRoot,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
  }
  app = await createApp(deps)
})
afterAll(async () => {
  await app.close()
  rmSync(webRoot, { recursive: true })
})

/** As the page reads. */
const get = (url: string, headers: Record<string, string> = {}) => bare(url, { 'x-fairway': '1', ...headers })
const bare = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: '127.0.0.1:8080', ...headers } })
const post = (url: string, headers: Record<string, string>, payload?: string) =>
  app.inject({ method: 'POST', url, headers: { host: '127.0.0.1:8080', ...headers }, payload })

describe('S3 S4 S7 headers', () => {
  it.each(['/', '/api/about', '/api/nothing', '/assets/app-1a2b.js', '/nothing', '/api/throws', '/api/%zz'])(
    'are on the answer of %s',
    async (url) => {
      const { headers } = await get(url)
      expect(headers['content-security-policy']).toBe(
        // docs/decisions: the policy that a whole session in a browser was measured with
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' blob:; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      )
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      })
      expect(headers['server'] ?? headers['x-powered-by'] ?? headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  it('keep the API’s answers out of caches', async () => {
    expect((await get('/api/about')).headers['cache-control']).toBe('no-store')
    expect((await get('/%61pi/about')).headers['cache-control']).toBe('no-store')
  })
})

describe('status', () => {
  it('says who answers', async () => {
    const about = About.parse((await get('/api/about')).json())
    expect(about).toMatchObject({
      mode: 'embedded',
      synthetic: true,
      user: 'operator',
      version: '1.2.3',
      now: '2026-11-22T00:00:00.000Z',
      limits: { points: 200_000, bodyBytes: 33_554_432 },
    })
  })

  it('says which times are served: three years back to ten days ahead', async () => {
    const { window } = About.parse((await get('/api/about')).json())
    expect(window).toEqual({ from: '2023-11-22T00:00:00.000Z', to: '2026-12-02T00:00:00.000Z' })
  })

  it('S20 says whether it can work, without the reason', async () => {
    expect((await get('/api/health')).json()).toMatchObject({ checks: { embedded: 'ok' } })
    failure = new Error('password wrong')
    const response = await get('/api/health')
    failure = null
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ status: 'failing' })
    expect(response.body).not.toContain('password')
  })
})

describe('rules for requests', () => {
  const json = { 'content-type': 'application/json', 'x-fairway': '1' }

  it.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost@evil.example'])(
    'S26 refuse the host name %s',
    async (host) => {
      expect((await get('/', { host })).statusCode).toBe(421)
      expect((await get('/api/about', { host })).json()).toMatchObject({ code: 'wrong-host' })
    },
  )

  it.each(['localhost:8080', '127.0.0.1', '127.0.0.2:8080', '[::1]:8080', 'fairway.example'])(
    'accept the host name %s',
    async (host) => {
      expect((await get('/api/about', { host })).statusCode).toBe(200)
    },
  )

  it.each([
    'x-forwarded-for',
    'x-forwarded-prefix',
    'forwarded',
    'via',
    'x-real-ip',
    'x-client-ip',
    'cf-connecting-ip',
  ])('S26 refuse what a proxy passes on as long as nobody signs in: %s', async (name) => {
    for (const url of ['/', '/api/about', '/api/user/tasks'])
      expect((await get(url, { [name]: '' })).json()).toMatchObject({ code: 'forwarded-refused' })
    expect((await post('/api/echo', { ...json, [name]: '1.1 proxy' }, '{}')).statusCode).toBe(403)
  })

  it('S6 require x-api-key, or the header of the page, on every call', async () => {
    const plain = { 'content-type': 'application/json' }
    for (const response of [
      await bare('/api/throws'),
      await bare('/api/nothing'),
      await bare('/%61pi/throws'),
      await bare('/api/throws', { 'x-fairway': '0', 'x-api-key': '' }),
      await app.inject({ method: 'HEAD', url: '/api/throws', headers: { host: 'localhost' } }),
      await post('/api/echo', plain, '{}'),
      await post('/', plain, '{}'),
    ]) {
      expect(response.statusCode).toBe(401)
      if (response.body) expect(response.json()).toMatchObject({ code: 'header-missing' })
    }
    expect((await post('/api/echo', { ...plain, 'x-api-key': 'any' }, '{}')).statusCode).toBe(200)
    expect((await post('/api/echo', json, '{}')).statusCode).toBe(200)
  })

  it.each(['/', '/api/about', '/api/health', '/api/docs', '/api/docs/page.css', '/api/openapi.json'])(
    'require no header at %s',
    async (url) => {
      expect((await bare(url)).statusCode).toBe(200)
    },
  )

  it('S6 S16 accept only JSON, and no body as none', async () => {
    expect((await post('/api/echo', { 'x-fairway': '1', 'content-type': 'text/plain' }, '{}')).statusCode).toBe(415)
    expect((await post('/api/echo', { 'x-fairway': '1' })).json()).toEqual({ body: null })
    expect((await post('/api/echo', json)).json()).toEqual({ body: null })
    for (const path of ['/api/echo', '/api/large']) {
      const packed = await post(path, { ...json, 'content-encoding': 'gzip' }, gzipSync('{}').toString('latin1'))
      expect([packed.statusCode, packed.json()]).toMatchObject([
        415,
        { detail: expect.stringContaining('send the body uncompressed') as string },
      ])
    }
    expect((await post('/api/echo', { ...json, 'content-encoding': 'identity' }, '{}')).statusCode).toBe(200)
    expect((await post('/api/echo', json, '{"a":')).json()).toMatchObject({ code: 'body-unreadable' })
    for (const hostile of ['{"__proto__":{"a":1}}', '{"a":{"constructor":{"prototype":{"b":1}}}}'])
      expect((await post('/api/echo', json, hostile)).statusCode).toBe(400)
  })

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:9999' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('S6 S7 refuse requests from other sites: %o', async (headers) => {
    expect((await post('/api/echo', { ...json, ...headers }, '{}')).json()).toMatchObject({
      code: 'cross-site-refused',
    })
    for (const url of ['/api/about', '/api/nothing', '/', '/assets/app-1a2b.js']) {
      const response = await get(url, headers)
      if (url.startsWith('/api')) expect(response.statusCode).toBe(403)
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
    const asked = { ...headers, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-fairway' }
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/api/echo',
      headers: { host: 'localhost', ...asked },
    })
    expect(preflight.statusCode).toBeGreaterThanOrEqual(400)
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  it('accept requests from the page itself', async () => {
    const headers = { ...json, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }
    expect((await post('/api/echo', headers, '{}')).statusCode).toBe(200)
  })

  it('S11 limit bodies to 1 MiB, and to 32 MiB if points are sent', async () => {
    const mebibyte = 1024 * 1024
    const text = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) })
    expect((await post('/api/echo', json, text(mebibyte))).statusCode).toBe(200)
    expect((await post('/api/echo', json, text(mebibyte + 1))).json()).toMatchObject({ code: 'body-too-large' })
    expect((await post('/api/large', json, text(32 * mebibyte))).statusCode).toBe(200)
    expect((await post('/api/large', json, text(32 * mebibyte + 1))).statusCode).toBe(413)
  }, 60_000)

  it('refuse unknown methods', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'DELETE'] as const) {
      expect(
        (await app.inject({ method, url: '/api/about', headers: { host: 'localhost', 'x-fairway': '1' } })).statusCode,
      ).toBe(404)
    }
  })
})

describe('what only a connection shows', () => {
  let listening: FastifyInstance
  let port: number
  beforeAll(async () => {
    listening = await createApp({ ...deps, receiving: { ...receivingLimits, headersMs: 100, checkMs: 20 } })
    await listening.listen({ host: '127.0.0.1', port: 0 })
    port = (listening.server.address() as AddressInfo).port
  })
  afterAll(() => listening.close())

  /** What is answered to bytes that no proper client would send. */
  const answered = (bytes: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    socket.write(bytes)
    return textOf(socket)
  }
  const about = 'GET /api/about HTTP/1.1\r\nConnection: close\r\n'

  it.each([
    ['two hosts', `${about}Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n`, 400, 'request-refused'],
    ['no host', `${about}\r\n`, 400, 'request-refused'],
    ['HTTP/1.0, as a proxy', 'GET /api/about HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n', 403, 'forwarded-refused'],
    ['nothing of HTTP', 'hello\r\n\r\n', 400, 'request-refused'],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: 127.0.0.1\n\n', 400, 'request-refused'],
    [
      'one length twice',
      `POST /api/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      400,
      'request-refused',
    ],
    [
      'two lengths',
      `POST /api/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'request-refused',
    ],
    ['endless headers', `${about}Host: 127.0.0.1\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['headers that never end', `${about}Host: 127.0.0.1\r\n`, 408, 'timed-out'],
  ])('S4 S11 S25 is refused in words, with the headers of every answer: %s', async (_, bytes, status, code) => {
    const [head = '', body = ''] = (await answered(bytes)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    for (const header of [
      'content-security-policy: default-src',
      'x-content-type-options: nosniff',
      'cache-control: no',
    ])
      expect(head.toLowerCase()).toContain(header)
    expect(JSON.parse(body)).toMatchObject({
      code,
      detail: expect.stringMatching(/^[A-Z].*\.$/) as string,
      request_id: expect.any(String) as string,
    })
  })

  it('is answered whatever it expects', async () => {
    const answer = await answered(`${about}Host: 127.0.0.1\r\nExpect: a miracle\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer.toLowerCase()).toContain('content-security-policy')
  })
})

describe('bodies made to hurt', () => {
  const json = { 'content-type': 'application/json', 'x-fairway': '1' }
  const point = { latitude: 1, longitude: 2, timestamp: '2026-11-23T00:00:00Z' }
  const ask = async (change: object | string) => {
    const text =
      typeof change === 'string' ? change : JSON.stringify({ points: [point], variables: ['gust'], ...change })
    const response = await post('/api/request', json, text)
    const { detail } = response.json<{ detail: { msg: string }[] }>()
    return [response.statusCode, detail?.map(({ msg }) => msg)] as const
  }

  it('S11 are refused where they are nested more than 32 deep, before they are parsed', async () => {
    const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`
    for (const path of ['/api/echo', '/api/large']) {
      expect((await post(path, json, nested(32))).statusCode).toBe(200)
      for (const text of [nested(34), '['.repeat(900_000), `{"a":${nested(32)}}`]) {
        const response = await post(path, json, text)
        expect([response.statusCode, response.json()]).toMatchObject([
          422,
          { detail: [{ msg: expect.stringMatching(/^The body is nested too deeply: at most 32 /) as string }] },
        ])
      }
      expect((await post(path, json, JSON.stringify({ a: `"\\${'['.repeat(90)}`, b: '\\' }))).statusCode).toBe(200)
    }
    expect((await post('/api/large', json, '['.repeat(32 * 1024 * 1024))).statusCode).toBe(422)
  })

  it('S11 are parsed and checked in a thread of their own where they are large', async () => {
    const parse = vi.spyOn(JSON, 'parse')
    const text = JSON.stringify({ points: Array.from({ length: 100_000 }, () => point), variables: ['gust'] })
    const response = await post('/api/request', json, text)
    expect(parse.mock.calls.filter(([parsed]) => parsed.length > 1_000_000)).toEqual([])
    parse.mockRestore()
    expect(response.json()).toEqual({ variables: ['gust'], count: 100_000, bytes: 2_400_000 })
    expect((await post('/api/request', json, `${text}]`)).json()).toMatchObject({ code: 'body-unreadable' })
  }, 60_000)

  it('S11 are held only up to so many bytes of all together, even where they never end', async () => {
    const crowded = await createApp({ ...deps, receiving: { ...receivingLimits, heldBytes: 1_000 } })
    const send = (payload: string | Readable) =>
      crowded.inject({ method: 'POST', url: '/api/echo', headers: { host: '127.0.0.1', ...json }, payload })
    const endless = new PassThrough()
    const first = send(endless)
    endless.write(`["${'x'.repeat(600)}`)
    const second = '[]'.padEnd(500)
    await expect.poll(async () => (await send(second)).statusCode).toBe(503)
    const { headers, body } = await send(second)
    expect([headers['retry-after'], JSON.parse(body)]).toMatchObject([
      '10',
      { code: 'busy', detail: expect.stringMatching(/^This server is receiving as many large requests/) as string },
    ])
    endless.end('"]')
    expect((await first).statusCode).toBe(200)
    expect((await send(second)).statusCode).toBe(200)
    await crowded.close()
  })

  // As text: an object of so many members takes seconds to write.
  const manyKeys = () => Array.from({ length: 1_000_000 }, (_, n) => `"key${n}":0`).join(',')
  it.each<[string, () => object | string, RegExp]>([
    [
      'a million unknown fields',
      () => `{"points":[${JSON.stringify(point)}],"variables":["gust"],${manyKeys()}}`,
      /^key0 is not a field here: there may be points, variables, wind_height, /,
    ],
    [
      'a point with a million unknown fields',
      () =>
        `{"points":[{"latitude":1,"longitude":1,"timestamp":"2026-11-23T00:00:00Z",${manyKeys()}}],"variables":["gust"]}`,
      /^points 0 key0 is not a field here: there may be latitude, longitude, timestamp\.$/,
    ],
    ['an unknown field with an endless name', () => ({ ['x'.repeat(900_000)]: 1 }), /^x{60}… is not a field here/],
    [
      'an e-mail address of 30 MB',
      () => ({ email: `${'a.'.repeat(15_000_000)}a@b.example` }),
      /^email must be an e-mail address of at most 254 characters, not a text of 30,000,011 characters\.$/,
    ],
    [
      'NUL in task_name',
      () => ({ task_name: 'a\0b' }),
      /^task_name must be a text of at most 200 characters, without NUL, /,
    ],
  ])(
    'S10 are refused in a sentence: %s',
    async (_, change, words) => {
      const [status, sentences] = await ask(change())
      expect(status).toBe(422)
      expect(sentences[0]).toMatch(words)
      expect(JSON.stringify(sentences).length).toBeLessThan(10_000)
    },
    60_000,
  )

  it.each<[object, string]>([
    [{ points: undefined }, 'points is missing: it must be a list of 1 to 200,000 points.'],
    [{ points: [] }, 'points must be a list of 1 to 200,000 points, not a list of 0.'],
    [{ points: [7] }, 'points 0 must be an object of latitude, longitude, timestamp, not 7.'],
    [
      { points: [point, { ...point, latitude: 91 }] },
      'points 1 latitude must be a number of degrees from -90 to 90, not 91.',
    ],
    [
      { points: [{ ...point, longitude: undefined }] },
      'points 0 longitude is missing: it must be a number of degrees from -180 to 180.',
    ],
    [
      { points: [{ ...point, timestamp: 'noon' }] },
      'points 0 timestamp must be an ISO 8601 time in UTC with Z, such as 2024-05-23T00:00:00Z, not "noon".',
    ],
    [
      { variables: ['rain'] },
      'variables 0 must be one of wind, gust, wave, extra_wave, current, sst, bathy, not "rain".',
    ],
    [{ wind_height: '10' }, 'wind_height must be a number of metres from 10 to 100, not "10".'],
    [{ receive_mail: {} }, 'receive_mail must be true or false, not an object.'],
  ])('say what is wrong and what is allowed: %j', async (change, words) => {
    expect(await ask(change)).toEqual([422, [words]])
  })

  it.each([undefined, '', 'null', '[]', '7'])('say that they must be an object: %s', async (text) => {
    const { statusCode, body } = await post('/api/request', json, text)
    expect(statusCode).toBe(422)
    expect(JSON.parse(body)).toMatchObject({ detail: [{ msg: 'The body must be a JSON object.' }] })
  })
})

describe('failures', () => {
  it('S18 reveal nothing internal, and leave the server running', async () => {
    const response = await get('/api/throws')
    expect(response.statusCode).toBe(500)
    expect(response.json()).toMatchObject({ code: 'server-failed', request_id: expect.any(String) as string })
    expect(response.body).not.toMatch(/secret|\.ts|at /)
    expect((await get('/api/about')).statusCode).toBe(200)
  })

  it('that are meant to be are no errors in the log', async () => {
    lines.length = 0
    expect((await get('/api/not-offered')).statusCode).toBe(501)
    expect(lines.join('')).not.toContain('stack')
    await get('/api/throws')
    expect(lines.join('')).toContain('stack')
  })

  it('are JSON for unknown addresses of the API', async () => {
    const response = await get('/api/nothing')
    expect([response.statusCode, response.json()]).toMatchObject([404, { code: 'not-found' }])
  })

  it('S19 log the request without its secrets, one line each', async () => {
    lines.length = 0
    await post(
      '/api/echo',
      { 'content-type': 'application/json', 'x-api-key': 'canary-key', cookie: 'canary-cookie' },
      '{"a":"\\r\\nb"}',
    )
    await get('/api/throws', { authorization: 'canary-token' })
    expect(lines.join('')).not.toContain('canary')
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ time: expect.stringMatching(/^\d{4}-.*Z$/) as string })
    expect(lines.some((line) => line.includes('"route":"/api/echo"') && line.includes('"status":200'))).toBe(true)
  })
})

describe('the page', () => {
  const uuid = '180b942e-c4a4-46b3-ae99-143fb748353b'
  it.each(['/', `/v/${uuid}`, `/t/${uuid}`, '/sign-in', '/sign-in?refused=no-role', '/signed-in', '/board', '/admin'])(
    'answers %s',
    async (url) => {
      const response = await get(url)
      expect([response.statusCode, response.body]).toEqual([200, page])
      expect(response.headers['cache-control']).toBe('no-cache')
    },
  )

  it.each([
    '/index.html',
    '/v/1',
    '/sign-in/x',
    '/admin/users',
    '/v/',
    '/t/a%2fb',
    '/settings',
    '/.env',
    '/.git/config',
    '/assets/',
    '/assets/missing.js',
    '/assets/app-1a2b.js.map',
    '/assets/app-1a2b.js.gz',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%2findex.html',
    '//etc/passwd',
  ])('S21 does not answer %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404)
  })

  it('keeps assets for ever, and sends them compressed', async () => {
    const response = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' })
    expect(response.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    })
    expect(response.body).toBe('compressed')
    expect((await get('/assets/app-1a2b.js')).body).toBe('plain')
  })
})

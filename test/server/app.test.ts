import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { About } from '#src/domain/metocean/wire/contract.ts'
import { createApp } from '#src/server/app.ts'
import type { Backend } from '#src/server/http/backend.ts'
import { largeBody } from '#src/server/http/request-body.ts'
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
    app.post('/echo', async (request) => ({ body: request.body ?? null }))
    app.post('/large', largeBody, async () => ({ ok: true }))
  },
  check: async () => {
    if (failure) throw failure
  },
  stop: async () => undefined,
}
let app: FastifyInstance
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
  app = await createApp({
    backend,
    version: '1.2.3',
    nowMs: () => Date.UTC(2026, 10, 22),
    publicUrl: 'https://fairway.example',
    webRoot,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
  })
})
afterAll(async () => {
  await app.close()
  rmSync(webRoot, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: '127.0.0.1:8080', ...headers } })
const post = (url: string, headers: Record<string, string>, payload?: string) =>
  app.inject({ method: 'POST', url, headers: { host: '127.0.0.1:8080', ...headers }, payload })

describe('headers', () => {
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

  it('keep answers of the API out of caches', async () => {
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

  it('says whether it can work, without the reason', async () => {
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
    'refuse the host name %s',
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

  it('refuse forwarded requests as long as nobody signs in', async () => {
    expect((await get('/api/about', { 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(403)
  })

  it('want x-api-key or x-fairway on a post', async () => {
    expect((await post('/api/echo', { 'content-type': 'application/json' }, '{}')).json()).toMatchObject({
      code: 'header-missing',
    })
    expect((await post('/api/echo', { 'content-type': 'application/json', 'x-api-key': 'any' }, '{}')).statusCode).toBe(
      200,
    )
    expect((await post('/api/echo', json, '{}')).statusCode).toBe(200)
  })

  it('take JSON only, and no body as none', async () => {
    expect((await post('/api/echo', { 'x-fairway': '1', 'content-type': 'text/plain' }, '{}')).statusCode).toBe(415)
    expect((await post('/api/echo', { 'x-fairway': '1' })).json()).toEqual({ body: null })
    expect((await post('/api/echo', json)).json()).toEqual({ body: null })
    expect((await post('/api/echo', json, '{"a":')).json()).toMatchObject({ code: 'body-unreadable' })
    expect((await post('/api/echo', json, '{"__proto__":{"a":1}}')).statusCode).toBe(400)
  })

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:9999' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('refuse requests of other sites: %o', async (headers) => {
    expect((await post('/api/echo', { ...json, ...headers }, '{}')).json()).toMatchObject({
      code: 'cross-site-refused',
    })
    expect((await get('/api/about', headers)).statusCode).toBe(403)
  })

  it('accept requests of the own page', async () => {
    const headers = { ...json, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }
    expect((await post('/api/echo', headers, '{}')).statusCode).toBe(200)
  })

  it('limit bodies to 1 MiB, and to 32 MiB where points are sent', async () => {
    const mebibyte = 1024 * 1024
    const text = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2))
    expect((await post('/api/echo', json, text(mebibyte))).statusCode).toBe(200)
    expect((await post('/api/echo', json, text(mebibyte + 1))).json()).toMatchObject({ code: 'body-too-large' })
    expect((await post('/api/large', json, text(32 * mebibyte))).statusCode).toBe(200)
    expect((await post('/api/large', json, text(32 * mebibyte + 1))).statusCode).toBe(413)
  })

  it('refuse methods nobody serves', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'DELETE'] as const) {
      expect(
        (await app.inject({ method, url: '/api/about', headers: { host: 'localhost', 'x-fairway': '1' } })).statusCode,
      ).toBe(404)
    }
  })
})

describe('failures', () => {
  it('tell nothing of the inside and leave the server alive', async () => {
    const response = await get('/api/throws')
    expect(response.statusCode).toBe(500)
    expect(response.json()).toMatchObject({ code: 'server-failed', request_id: expect.any(String) as string })
    expect(response.body).not.toMatch(/secret|\.ts|at /)
    expect((await get('/api/about')).statusCode).toBe(200)
  })

  it('are JSON for unknown addresses of the API', async () => {
    const response = await get('/api/nothing')
    expect([response.statusCode, response.json()]).toMatchObject([404, { code: 'not-found' }])
  })

  it('log the request without its secrets, one line each', async () => {
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
  it.each(['/', '/v/180b942e-c4a4-46b3-ae99-143fb748353b', '/t/180b942e-c4a4-46b3-ae99-143fb748353b'])(
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
  ])('does not answer %s', async (url) => {
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

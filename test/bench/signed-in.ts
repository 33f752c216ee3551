import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import { newSecret, sha256, writeTokens } from '#src/server/auth/token-file.ts'
import { startUpstream } from '#test/support/upstream/upstream.ts'
import { measuredOnce, type ServiceFigure } from './service.ts'
import { quantile, requestBody } from './service-load.ts'
import { onPglite } from './service-servers.ts'

const BROWSERS = 200
/** Between two polls of one browser, ten times as often as a page does. Milliseconds. */
const POLL_MS = 1_000
const WARM_UP_MS = 3_000
const MEASURED_MS = 15_000
const KEY = 'bench'

interface Run {
  readonly looksMs: readonly number[]
  /** Calls that reached the weather service, per second. */
  readonly upstreamPerSecond: number
}

/** As many users as browsers, each signed in with a token of their own, polling the list of pending tasks. */
async function run(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-bench-tokens-'))
  const tokens = Array.from({ length: BROWSERS }, newSecret)
  const file = join(folder, 'tokens.json')
  writeTokens(
    file,
    tokens.map((token, n) => ({ name: `user ${n}`, role: 'operator', hash: sha256(token) })),
  )
  const upstream = await startUpstream(KEY)
  for (let n = 0; n < 20; n += 1) upstream.tasks.add(requestBody(2), 'PENDING')
  const server = await onPglite({
    METOCEAN_API_KEY: KEY,
    METOCEAN_URL: upstream.url,
    METOCEAN_TASKS_URL: upstream.url,
    AUTH: 'token',
    AUTH_TOKENS_FILE: file,
  })
  try {
    const { origin } = new URL(server.api)
    const browsers = await Promise.all(
      tokens.map(async (token, n) => {
        // Each has an address of its own, as on a network.
        const client = new Client(origin, { localAddress: `127.0.1.${n + 1}` })
        return { client, cookie: await signedIn(client, token) }
      }),
    )
    await Promise.all(browsers.map((browser, n) => poll(browser, n, WARM_UP_MS)))
    const before = upstream.ledger.received.length
    const looksMs = (await Promise.all(browsers.map((browser, n) => poll(browser, n, MEASURED_MS)))).flat()
    await Promise.all(browsers.map(({ client }) => client.close()))
    return { looksMs, upstreamPerSecond: ((upstream.ledger.received.length - before) / MEASURED_MS) * 1000 }
  } finally {
    await server.stop()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns the cookie */
async function signedIn(client: Client, token: string): Promise<string> {
  const { headers, body } = await client.request({
    method: 'POST',
    path: '/auth/sign-in',
    headers: { 'content-type': 'application/json', 'x-fairway': '1' },
    body: JSON.stringify({ token }),
  })
  await body.dump()
  return /^[^;]+/.exec(String(headers['set-cookie']))![0]
}

/** Begins at a moment of its own, as browsers do. @returns how long each poll took, milliseconds */
async function poll(
  { client, cookie }: { readonly client: Client; readonly cookie: string },
  n: number,
  forMs: number,
): Promise<number[]> {
  const looksMs: number[] = []
  const startMs = performance.now()
  for (let look = 0; ; look += 1) {
    const dueMs = startMs + (look + n / BROWSERS) * POLL_MS
    if (dueMs - startMs >= forMs) return looksMs
    await sleep(Math.max(0, dueMs - performance.now()))
    const askedMs = performance.now()
    const { statusCode, body } = await client.request({
      method: 'GET',
      path: '/api/user/tasks/PENDING',
      headers: { cookie, 'x-fairway': '1' },
    })
    await body.dump()
    if (statusCode !== 200) throw new Error(`a poll was answered with ${statusCode}`)
    looksMs.push(performance.now() - askedMs)
  }
}

const polled = measuredOnce(run)

/** The gateway with a sign-in in front of it, on the built product; every poll looks its session up. */
export const signedInFigures: readonly ServiceFigure[] = [
  {
    name: '200 signed-in browsers polling through the gateway, p95',
    goal: 100,
    floor: 200,
    value: async () => quantile((await polled()).looksMs, 0.95),
  },
  {
    name: '200 signed-in browsers polling: calls that reach the weather service',
    unit: '/s' as const,
    // One list serves all who ask within two seconds.
    goal: 0.6,
    floor: 1,
    value: async () => (await polled()).upstreamPerSecond,
  },
].map((figure) => ({ issue: 14, ofService: true, needsPostgres: false, ...figure }))

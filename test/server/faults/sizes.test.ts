import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { redirect } from '#test/support/upstream/behaviours.ts'
import { bomb, flood } from '#test/support/upstream/deliveries.ts'
import { inflated } from '#test/support/upstream/result-faults.ts'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'
import { asPage, startChild, type ChildServer } from '../support/child-server.ts'
import { requestBody } from '../support/embedded.ts'
import { CANARY_KEY } from '../support/gateway.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

// The gateway as a process of its own: only then can its memory be measured.
const GUARD_MS = 120_000
const MEBIBYTE = 1024 * 1024
const dataDir = makeDataFolder('sizes')
let upstream: ScriptedUpstream
let other: ScriptedUpstream
let gateway: ChildServer
beforeAll(async () => {
  upstream = await startUpstream(CANARY_KEY)
  other = await startUpstream(CANARY_KEY)
  gateway = await startChild({
    DATA_DIR: dataDir,
    METOCEAN_API_KEY: CANARY_KEY,
    METOCEAN_URL: upstream.url,
    METOCEAN_TASKS_URL: upstream.url,
  })
}, GUARD_MS)
afterAll(async () => {
  await gateway.end('SIGTERM')
  await upstream.close()
  await other.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Reads a held call. @returns the status, the bytes that came, and whether the body ended as it should */
async function readSync(count = 1): Promise<{ status: number; bytes: number; isWhole: boolean }> {
  const headers = { 'content-type': 'application/json', 'x-fairway': '1' }
  const client = httpRequest(`${gateway.api}/MetOcean`, { method: 'POST', headers }).end(
    JSON.stringify(requestBody(count)),
  )
  const [response] = (await once(client, 'response')) as [IncomingMessage]
  let bytes = 0
  response.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('error', () => undefined)
  await new Promise((resolve) => response.once('close', resolve))
  return { status: response.statusCode!, bytes, isWhole: response.complete }
}

/** The most memory the process has had so far. Bytes. */
const peakBytes = () =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${gateway.process.pid}/status`, 'utf8'))![1]) * 1024

it.skipIf(!existsSync('/proc/self/status'))(
  'U23 streams a result of 50 MB in less than three times its size of memory',
  async () => {
    await readSync()
    const before = peakBytes()
    upstream.next('POST /MetOcean', inflated(50_000_000))
    const { status, bytes, isWhole } = await readSync(100)
    expect([status, isWhole]).toEqual([200, true])
    expect(bytes).toBeGreaterThan(50_000_000)
    expect(peakBytes() - before).toBeLessThan(3 * 50_000_000)
  },
  GUARD_MS,
)

it(
  'U23 cuts a result above 128 MiB, and goes on',
  async () => {
    upstream.next('POST /MetOcean', flood(140, MEBIBYTE).behaviour)
    const { status, bytes, isWhole } = await readSync()
    expect([status, isWhole]).toEqual([200, false])
    expect(bytes).toBeLessThanOrEqual(128 * MEBIBYTE)
    expect((await readSync()).isWhole).toBe(true)
  },
  GUARD_MS,
)

it(
  'U25 refuses a small body that unpacks to a large one, without unpacking it all',
  async () => {
    upstream.next('GET /user/tasks', bomb(400))
    const response = await fetch(`${gateway.api}/user/tasks`, asPage)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([502, 'answer-too-large'])
  },
  GUARD_MS,
)

it.each(['/MetOcean', '/MetOcean/async', '/user/tasks'])(
  'U24 sends nothing, the key least of all, where %s is redirected to',
  async (path) => {
    const isList = path === '/user/tasks'
    upstream.next(`${isList ? 'GET' : 'POST'} ${path}`, redirect(`${other.url}${path}`, 307))
    const response = await fetch(
      `${gateway.api}${path}`,
      isList
        ? asPage
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-fairway': '1' },
            body: JSON.stringify(requestBody(1)),
          },
    )
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([502, 'answer-unreadable'])
    expect(other.ledger.received).toEqual([])
  },
)

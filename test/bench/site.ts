import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Client } from 'undici'
import { measuredOnce, type ServiceFigure } from './service.ts'
import { quantile, requestBody, submit } from './service-load.ts'
import { type BenchServer, onPglite } from './service-servers.ts'

/** More than 9 MB: six decimals and as many seconds as anyone writes. */
const large = JSON.stringify(
  JSON.parse(requestBody(100_000), (key, value: unknown) =>
    key === 'latitude' || key === 'longitude'
      ? Number(value) + 0.000001
      : key === 'timestamp'
        ? String(value).replace('Z', '.000+00:00')
        : value,
  ),
)
const POSTS = 12
/** Between two polls; each is a sample. Milliseconds. */
const POLL_MS = 5

/** Polls one after the other while `work` is done. @returns how long each took, milliseconds */
async function pollsDuring(api: string, work: () => Promise<void>): Promise<number[]> {
  const client = new Client(new URL(api).origin)
  const looksMs: number[] = []
  let isDone = false
  const polling = (async () => {
    while (!isDone) {
      const askedMs = performance.now()
      const { statusCode, body } = await client.request({
        method: 'GET',
        path: '/api/user/tasks/PENDING',
        headers: { 'x-fairway': '1' },
      })
      await body.dump()
      if (statusCode !== 200) throw new Error(`a poll was answered with ${statusCode}`)
      looksMs.push(performance.now() - askedMs)
      await sleep(POLL_MS)
    }
  })()
  await Promise.all([polling, work().finally(() => (isDone = true))])
  await client.close()
  return looksMs
}

/** Large requests one after the other, and polls all the while. @returns the polls' p99, milliseconds */
async function pollDuringPosts({ api }: BenchServer): Promise<number> {
  await submit(api, large) // the first starts a thread
  const looksMs = await pollsDuring(api, async () => {
    for (let post = 0; post < POSTS; post++) await submit(api, large)
  })
  return quantile(looksMs, 0.99)
}

const CLIENTS = 200
/** How long the service takes for its list, so that all polls are under way when the signal comes. Milliseconds. */
const LIST_MS = 1_000

/** @returns milliseconds from SIGTERM, with polls under way, to the end of the process, every poll answered */
async function endWithPolls({ api, terminate }: BenchServer): Promise<number> {
  const clients = Array.from({ length: CLIENTS }, () => new Client(new URL(api).origin))
  const get = async (client: Client, path: string) => {
    const { statusCode, body } = await client.request({ method: 'GET', path, headers: { 'x-fairway': '1' } })
    await body.dump()
    return statusCode
  }
  await Promise.all(clients.map((client) => get(client, '/api/about'))) // connected
  const polls = clients.map((client) => get(client, '/api/user/tasks/PENDING'))
  await sleep(LIST_MS / 2)
  const startMs = performance.now()
  const code = await terminate()
  const endMs = performance.now() - startMs
  const statuses = await Promise.all(polls)
  if (code !== 0 || statuses.some((status) => status !== 200))
    throw new Error(`the server ended with ${code}, and answered ${[...new Set(statuses)].join(', ')}`)
  return endMs
}

const RESULT_BYTES = 40e6
/** 1 Gbit/s: no line from a weather service to a company is quicker. */
const LINE_BYTES_PER_SECOND = 125e6
const WARM_UPS = 3
const FETCHES = 11

interface LargeResult {
  /** Through the gateway, as a share of fetching it directly. Medians. */
  readonly share: number
  /** Of the gateway while results pass, and after the last one, above what it had before the first. MB. */
  readonly peakMb: number
  readonly keptMb: number
}

/** The same body from the service and through the gateway, in turn; neither is compressed. */
async function fetchResults(server: BenchServer, upstreamUrl: string): Promise<LargeResult> {
  const direct = new Client(upstreamUrl)
  const through = new Client(new URL(server.api).origin)
  const id = await submit(server.api, requestBody(1))
  const fetched = async (client: Client, path: string): Promise<number> => {
    const startMs = performance.now()
    const { statusCode, body } = await client.request({ method: 'GET', path, headers: { 'x-fairway': '1' } })
    let bytes = 0
    for await (const chunk of body) bytes += (chunk as Buffer).length
    if (statusCode !== 200 || bytes < RESULT_BYTES)
      throw new Error(`a result of ${bytes} bytes came with ${statusCode}`)
    return performance.now() - startMs
  }
  const both = async () => [await fetched(direct, `/task/${id}`), await fetched(through, `/api/task/${id}`)] as const
  for (let run = 0; run < WARM_UPS; run++) await both()
  const beforeMb = server.memoryMb()
  server.forgetPeak()
  const pairs: (readonly [number, number])[] = []
  for (let run = 0; run < FETCHES; run++) pairs.push(await both())
  const median = (which: 0 | 1) =>
    quantile(
      pairs.map((pair) => pair[which]),
      0.5,
    )
  const figures = {
    share: median(1) / median(0),
    peakMb: server.peakMb() - beforeMb,
    keptMb: server.memoryMb() - beforeMb,
  }
  await Promise.all([direct.close(), through.close()])
  return figures
}
const largeResult = measuredOnce(() =>
  onGateway(fetchResults, { resultBytes: RESULT_BYTES, bytesPerSecond: LINE_BYTES_PER_SECOND }),
)

async function onGateway<T>(
  work: (server: BenchServer, upstreamUrl: string) => Promise<T>,
  { listMs = 0, resultBytes = 0, bytesPerSecond = Infinity } = {},
): Promise<T> {
  const upstream = new Worker(new URL('./plain-upstream.mjs', import.meta.url), {
    execArgv: [],
    workerData: { listMs, resultBytes, bytesPerSecond },
  })
  const [port] = (await once(upstream, 'message')) as [number]
  const url = `http://127.0.0.1:${port}`
  const server = await onPglite({ METOCEAN_API_KEY: 'bench', METOCEAN_URL: url, METOCEAN_TASKS_URL: url })
  try {
    return await work(server, url)
  } finally {
    await server.stop()
    await upstream.terminate()
  }
}

/** The gateway as a site that many share, on the built product. */
export const siteFigures: readonly ServiceFigure[] = [
  {
    name: 'A poll while a 9 MB body arrives, p99',
    goal: 100,
    floor: 250,
    value: () => onGateway(pollDuringPosts),
  },
  {
    name: 'SIGTERM to exit with 200 polls in flight',
    goal: 2_000,
    floor: 10_000,
    value: () => onGateway(endWithPolls, { listMs: LIST_MS }),
  },
  {
    name: 'A 40 MB result through the gateway, of fetching it directly, at 1 Gbit/s',
    unit: '×' as const,
    goal: 1.15,
    floor: 1.4,
    value: async () => (await largeResult()).share,
  },
  {
    name: 'A 40 MB result through the gateway: its memory at the peak, above that before',
    unit: 'MB' as const,
    goal: 20,
    floor: 40,
    value: async () => (await largeResult()).peakMb,
  },
  {
    name: 'A 40 MB result through the gateway: its memory after eleven, above that before',
    unit: 'MB' as const,
    goal: 10,
    floor: 20,
    value: async () => (await largeResult()).keptMb,
  },
].map((figure) => ({ issue: 14, ofService: true, needsPostgres: false, ...figure }))

import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { variables } from '#src/domain/metocean/layers/variables.ts'

const headers = { 'content-type': 'application/json', 'x-fairway': '1', 'accept-encoding': 'gzip' }

/** Crossings of the North Atlantic and back, with so many points in nine days; all seven variables. */
export function requestBody(points: number): string {
  const departureMs = Date.now() - (Date.now() % 3_600_000)
  const crossings = Math.max(1, points / 5_000)
  const along = (i: number) => {
    const part = (i / points) * crossings
    return Math.floor(part) % 2 === 0 ? part % 1 : 1 - (part % 1)
  }
  return JSON.stringify({
    points: Array.from({ length: points }, (_, i) => ({
      latitude: Number((48 - 8 * along(i)).toFixed(5)),
      longitude: Number((-8 - 60 * along(i)).toFixed(5)),
      timestamp: `${new Date(departureMs + Math.floor((i / points) * 216) * 3_600_000).toISOString().slice(0, 19)}Z`,
    })),
    variables,
  })
}

const post = (api: string, path: string, body: string) => fetch(`${api}${path}`, { method: 'POST', headers, body })

/** Milliseconds from the request to the last byte of a direct answer. */
export async function syncMs(api: string, body: string): Promise<number> {
  const startMs = performance.now()
  const response = await post(api, '/MetOcean', body)
  const { byteLength } = await response.arrayBuffer()
  if (!response.ok || byteLength === 0) throw new Error(`a direct request was answered with ${response.status}`)
  return performance.now() - startMs
}

export async function submit(api: string, body: string): Promise<string> {
  return TaskAccepted.parse(await (await post(api, '/MetOcean/async', body)).json()).task_id
}

export interface LargeRun {
  readonly toLastByteMs: number
  /** Of each look at the task while it waited or ran. Milliseconds. */
  readonly looksMs: readonly number[]
}

/** A large request from its first byte to the last of its answer, with its task looked at throughout. */
export async function largeRun(api: string, body: string): Promise<LargeRun> {
  const startMs = performance.now()
  const id = await submit(api, body)
  const looksMs: number[] = []
  for (;;) {
    const askedMs = performance.now()
    const response = await fetch(`${api}/task/${id}`, { headers })
    if ((await response.text()).length > 1_000) return { toLastByteMs: performance.now() - startMs, looksMs }
    looksMs.push(performance.now() - askedMs)
    await sleep(10)
  }
}

/** Milliseconds until so many tasks, sent at once, are all done. */
export async function manyMs(api: string, count: number, body: string): Promise<number> {
  const startMs = performance.now()
  await Promise.all(Array.from({ length: count }, () => submit(api, body)))
  for (;;) {
    const { tasks } = TaskList.parse(await (await fetch(`${api}/user/tasks/PENDING`, { headers })).json())
    if (tasks.length === 0) return performance.now() - startMs
    await sleep(20)
  }
}

/** Tasks that wait or run, by whether they have begun. */
async function begun(api: string): Promise<Map<string, boolean>> {
  const { tasks } = TaskList.parse(await (await fetch(`${api}/user/tasks/PENDING`, { headers })).json())
  return new Map(tasks.map(({ task_id, time_left }) => [task_id, time_left !== null]))
}

/**
 * Milliseconds from the call that cancels a task until it has stopped, for a number of running tasks and one that waits
 * behind them.
 * @param log of the computing processes, which say when they stop
 */
export async function cancelMs(
  api: string,
  log: () => string,
  running: number,
  body: string,
): Promise<{ running: number[]; waiting: number }> {
  const ids = await Promise.all(Array.from({ length: running }, () => submit(api, body)))
  while ([...(await begun(api)).values()].filter(Boolean).length < running) await sleep(5)
  const last = await submit(api, body)
  const cancel = async (id: string) => {
    const startMs = performance.now()
    const { status } = await post(api, `/cancel_task/${id}`, '')
    if (status !== 200) throw new Error(`a cancel was answered with ${status}`)
    return startMs
  }
  const cancelledMs = await cancel(last)
  const waiting = performance.now() - cancelledMs
  const stopped = ids.map(async (id) => {
    const startMs = await cancel(id)
    while (!new RegExp(`${id}.*has stopped`).test(log())) await sleep(2)
    return performance.now() - startMs
  })
  return { running: await Promise.all(stopped), waiting }
}

export interface PollRun {
  readonly perSecond: number
  readonly looksMs: readonly number[]
}

/** Clients that each ask again once they are answered, for a while: for the PENDING list, and for one task. */
export async function pollRun(
  api: string,
  taskId: string,
  { clients, ms }: { readonly clients: number; readonly ms: number },
): Promise<PollRun> {
  const { origin } = new URL(api)
  const looksMs: number[] = []
  const startMs = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      // Each has an address of its own, as on a network: one address may not ask this often.
      const client = new Client(origin, { localAddress: `127.0.1.${n + 1}` })
      for (let look = n; performance.now() - startMs < ms; look++) {
        const askedMs = performance.now()
        const { statusCode, body } = await client.request({
          method: 'GET',
          path: look % 2 === 0 ? '/api/user/tasks/PENDING' : `/api/task/${taskId}`,
          headers: { 'x-fairway': '1' },
        })
        await body.dump()
        if (statusCode !== 200) throw new Error(`a poll was answered with ${statusCode}`)
        looksMs.push(performance.now() - askedMs)
      }
      await client.close()
    }),
  )
  return { perSecond: (looksMs.length / (performance.now() - startMs)) * 1000, looksMs }
}

/** The value that a given share of them does not exceed. @param part 0 … 1 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN
}

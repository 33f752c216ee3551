import type { BenchBrowser } from './browser.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const variables = ['wind', 'gust', 'wave', 'extra_wave', 'current', 'sst', 'bathy'] as const
/** Shorter than the ten days of a forecast, so that nearly every field has a value. */
const PASSAGE_MS = 9.5 * 24 * HOUR_MS

const known = new Map<string, Promise<string>>()

/**
 * A finished task of the bench's product with all 16 fields along a winding track over the Atlantic and beyond 180°.
 * Requested once for all figures. @returns the task's id
 */
export function largeAnswer(bench: BenchBrowser, count: number): Promise<string> {
  const key = `${bench.url} ${count}`
  const task = known.get(key) ?? ask(bench.url, count)
  known.set(key, task)
  return task
}

export const answerName = (count: number): string => `bench-${count}`

async function ask(url: string, count: number): Promise<string> {
  const headers = { 'content-type': 'application/json', 'x-fairway': '1' }
  const body = JSON.stringify({ points: points(count), variables, task_name: answerName(count) })
  const sent = await fetch(new URL('/api/MetOcean/async', url), { method: 'POST', headers, body })
  const { task_id } = (await sent.json()) as { task_id: string }
  for (;;) {
    const list = (await (await fetch(new URL('/api/user/tasks/SUCCESS', url), { headers })).json()) as {
      tasks: { task_id: string }[]
    }
    if (list.tasks.some((task) => task.task_id === task_id)) return task_id
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function points(count: number) {
  const startMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
  return Array.from({ length: count }, (_, index) => {
    const gone = index / count
    const east = -10 - 200 * gone
    return {
      latitude: 30 + 18 * Math.cos(9 * gone) * (1 - gone),
      longitude: east < -180 ? east + 360 : east,
      timestamp: new Date(startMs + Math.floor((gone * PASSAGE_MS) / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    }
  })
}

import { vi } from 'vitest'
import { MetOceanRequest, type RequestPoint, type TaskRow } from '#src/domain/metocean/wire/contract.ts'

interface Task {
  row: TaskRow
  points: RequestPoint[]
  status: string
  error: string | null
}
type Handler = (request: { method: string; path: string; body: string | null }) => Response | Promise<Response> | null

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

const origin = { 'x-fairway-source': 'Test model', 'x-fairway-synthetic': '1' }

export const entriesFor = (points: readonly RequestPoint[]) =>
  points.map((coordinates) => ({ coordinates, conditions: { Winds_10m_Intensity: 7.5, Winds_10m_Direction: 270 } }))

/** Stands in for the server behind `fetch`: keeps tasks, notes every request, and misbehaves when a test says so. */
export function fakeService() {
  const requests: string[] = []
  const tasks = new Map<string, Task>()
  const headers: Headers[] = []
  /** Asked before the service's own answers; null passes on. */
  let override: Handler = () => null
  let words: Partial<TaskRow> = {}
  let count = 0

  function addTask(name: string | null, points: RequestPoint[], status = 'PENDING'): Task {
    const task_id = `task-${++count}`
    const API_call_time = new Date().toISOString().slice(0, -1)
    const task: Task = {
      row: {
        task_id,
        status,
        API_call_time,
        task_name: name,
        nbr_points: points.length,
        variables: ['wind'],
        ...words,
      },
      points,
      status,
      error: null,
    }
    tasks.set(task_id, task)
    return task
  }
  const list = (keep: (task: Task) => boolean) => {
    const rows = [...tasks.values()].filter(keep).map(({ row, status }) => ({ ...row, status }))
    return json({ username: 'operator', tasks_count: rows.length, tasks: rows })
  }
  function answer(method: string, path: string, body: string | null): Response | Promise<Response> {
    if (path === '/api/about') {
      const about = {
        mode: 'embedded',
        source: 'Test model',
        synthetic: true,
        user: 'operator',
        now: '2026-11-22T17:41:00Z',
        version: '0',
        mail: { available: false, reason: null },
        capabilities: [],
        limits: { points: 200_000, bodyBytes: 1 },
      }
      return json(about)
    }
    if (path === '/api/user/tasks') return list(() => true)
    if (path === '/api/user/tasks/PENDING') return list(({ status }) => status === 'PENDING')
    if (path === '/api/user/tasks/SUCCESS') return list(({ status }) => status === 'SUCCESS')
    const id = path.split('/').at(-1)!
    const task = tasks.get(id)
    if (path.startsWith('/api/task/')) {
      if (!task) return json({ detail: 'no such task' }, 404)
      return json(
        {
          task_id: id,
          status: task.status,
          result: task.status === 'SUCCESS' ? entriesFor(task.points) : null,
          error: task.error,
        },
        200,
        origin,
      )
    }
    if (path.startsWith('/api/cancel_task/')) {
      if (!task) return json({ detail: 'no such task' }, 404)
      if (task.status !== 'PENDING') return json({ task_id: id, status: task.status }, 409)
      Object.assign(task, { status: 'FAILURE', error: 'Cancelled by operator at 2026-11-22T17:41:00Z' })
      return json({ task_id: id, status: 'FAILURE' })
    }
    const request = MetOceanRequest.parse(JSON.parse(body!))
    if (path === '/api/MetOcean/async')
      return json({ task_id: addTask(request.task_name ?? null, request.points).row.task_id })
    addTask(request.task_name ?? null, request.points, 'SUCCESS')
    return json(entriesFor(request.points), 200, origin)
  }

  const fetchStub = vi.fn(async (input: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET'
    const body = typeof init.body === 'string' ? init.body : null
    requests.push(`${method} ${input}`)
    headers.push(new Headers(init.headers))
    return (await override({ method, path: input, body })) ?? answer(method, input, body)
  })
  vi.stubGlobal('fetch', fetchStub)

  return {
    requests,
    headers,
    tasks,
    addTask,
    /** Requests whose text contains this. */
    sent: (part: string) => requests.filter((request) => request.includes(part)),
    misbehave: (handler: Handler) => void (override = handler),
    behave: () => void (override = () => null),
    /** Words of the estimates in every row added from here on. */
    words: (given: Partial<TaskRow>) => void (words = given),
    end: (task: Task | undefined, status = 'SUCCESS', error: string | null = null) =>
      void Object.assign(task!, { status, error }),
    named: (name: string) => [...tasks.values()].filter(({ row }) => row.task_name === name),
  }
}
export type FakeService = ReturnType<typeof fakeService>

import { randomUUID } from 'node:crypto'

export interface ScriptedTask {
  readonly task_id: string
  status: string
  readonly API_call_time: string
  readonly task_name: string | null
  readonly nbr_points: number
  readonly variables: readonly string[]
  readonly estimated_time: string
  readonly time_left: string
  readonly result: readonly unknown[]
}

interface Asked {
  readonly points: readonly { readonly latitude: number; readonly longitude: number; readonly timestamp: string }[]
  readonly variables: readonly string[]
  readonly task_name?: string
}

/** The tasks of the scripted upstream: made by requests, changed by a test as it likes. */
export class ScriptedTasks {
  readonly all: ScriptedTask[] = []

  /** The task of a request body, stored before anything else can go wrong. */
  add(body: string, status: string): ScriptedTask {
    const { points, variables, task_name } = JSON.parse(body) as Asked
    const task: ScriptedTask = {
      task_id: randomUUID(),
      status,
      API_call_time: '2026-11-22T17:51:00.123456',
      task_name: task_name ?? null,
      nbr_points: points.length,
      variables,
      estimated_time: '2 minutes',
      time_left: '1 minutes 49 seconds',
      result: points.map((coordinates, index) => ({ coordinates, conditions: { Gust_10m: index % 9 === 0 ? null : 10 + (index % 90) / 10 } })),
    }
    this.all.push(task)
    return task
  }

  find(id: string): ScriptedTask | undefined {
    return this.all.find(({ task_id }) => task_id === id)
  }

  /** GET /user/tasks and its filters, with an account that must stay inside the gateway. */
  list(status?: string) {
    const tasks = this.all.filter((task) => status === undefined || task.status === status)
    const rows = tasks.map(({ result: _result, ...row }) => row)
    return { username: 'company-account', user_id: 4711, email: 'account@company.example', tasks_count: rows.length, tasks: rows }
  }
}

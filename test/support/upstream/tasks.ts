import { randomUUID } from 'node:crypto'
import { formatDurationWords } from '#src/domain/metocean/duration-words.ts'
import { entriesFor, type AskedPoint, type Entry } from './results.ts'

export interface ScriptedTask {
  readonly task_id: string
  status: string
  readonly API_call_time: string
  readonly task_name: string | null
  readonly nbr_points: number
  readonly variables: readonly string[]
  readonly estimated_time: string
  /** null: it waits and has none yet. */
  time_left: string | null
  readonly result: readonly Entry[]
  /** Why it ended without a result, if the service says so. */
  error?: string
}

interface Asked {
  readonly points: readonly AskedPoint[]
  readonly variables: readonly string[]
  readonly task_name?: string
  readonly wind_height?: number
}

export interface Pace {
  /** How long a task takes, milliseconds; null: as long as the test likes. */
  readonly taskMs: number | null
  readonly nowMs: () => number
}

/** The tasks of the scripted upstream: those that really exist, made by requests, changed by a test as it likes. */
export class ScriptedTasks {
  readonly all: ScriptedTask[] = []
  readonly pace: Pace
  readonly #dueMs = new Map<string, number>()

  constructor(pace: Pace) {
    this.pace = pace
  }

  /** Adds the task of a request body, stored before anything else can go wrong. */
  add(body: string, status: string): ScriptedTask {
    const { points, variables, task_name, wind_height } = JSON.parse(body) as Asked
    const { taskMs, nowMs } = this.pace
    const task: ScriptedTask = {
      task_id: randomUUID(),
      status,
      API_call_time: new Date(nowMs()).toISOString().replace('Z', '456'),
      task_name: task_name ?? null,
      nbr_points: points.length,
      variables,
      estimated_time: taskMs === null ? '2 minutes' : formatDurationWords(taskMs),
      time_left: taskMs === null ? '1 minutes 49 seconds' : formatDurationWords(taskMs),
      result: entriesFor(points, variables, wind_height),
    }
    this.all.push(task)
    if (taskMs !== null) this.#dueMs.set(task.task_id, nowMs() + taskMs)
    return task
  }

  find(id: string): ScriptedTask | undefined {
    return this.all.find(({ task_id }) => task_id === id)
  }

  /** How many tasks have this name: more than one is a duplicate. */
  named(name: string): ScriptedTask[] {
    return this.all.filter(({ task_name }) => task_name === name)
  }

  /** GET /user/tasks and its filters, with an account that must stay inside the gateway. */
  list(status?: string) {
    this.#finishDue()
    const tasks = this.all.filter((task) => status === undefined || task.status === status)
    const rows = tasks.map(({ result: _result, error: _error, ...row }) => ({
      ...row,
      time_left: this.#timeLeft(row.task_id, row.time_left),
    }))
    return {
      username: 'company-account',
      user_id: 4711,
      email: 'account@company.example',
      tasks_count: rows.length,
      tasks: rows,
    }
  }

  /** GET /task/{id}; an unknown id reads PENDING for ever, as in some queues. */
  body(id: string) {
    this.#finishDue()
    const task = this.find(id)
    return {
      task_id: id,
      status: task?.status ?? 'PENDING',
      result: task?.status === 'SUCCESS' ? task.result : null,
      error: task?.error ?? null,
    }
  }

  #finishDue(): void {
    for (const task of this.all) {
      const dueMs = this.#dueMs.get(task.task_id)
      if (task.status === 'PENDING' && dueMs !== undefined && dueMs <= this.pace.nowMs()) task.status = 'SUCCESS'
    }
  }

  #timeLeft(id: string, words: string | null): string | null {
    const dueMs = this.#dueMs.get(id)
    return dueMs === undefined ? words : formatDurationWords(dueMs - this.pace.nowMs())
  }
}

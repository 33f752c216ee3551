import type { PgBoss } from 'pg-boss'
import type { Queryable } from '../db/database.ts'
import { queueDatabase, type Boss, type JobState } from './boss.ts'

export type Mode = 'sync' | 'async'
const modes: readonly Mode[] = ['sync', 'async']

/** Tasks computed at once in a process. Sync has its own workers, so that 5,000 points never wait behind 100,000. */
const workersOf: Readonly<Record<Mode, number>> = { sync: 2, async: 2 }

/** A task that takes longer has gone wrong. Seconds. */
const EXPIRE_SECONDS = 6 * 3600
/** Attempts after the first: each stop of a server during a task costs one. */
const RETRY_LIMIT = 5
/** How long the number of workers is kept: every submission needs it, and it seldom changes. Milliseconds. */
const COUNT_KEPT_MS = 5_000

const queueName = (mode: Mode) => `metocean-${mode}`

/** The queue of tasks. A job carries only the id of its task; the rest is in the task's row. */
export interface TaskQueue {
  /**
   * Enqueues as part of a transaction: the job exists if and only if the task does.
   * @param turn lower ones go first, equal ones in order of arrival
   */
  add(tx: Queryable, mode: Mode, taskId: string, turn: number): Promise<void>
  /** Removes a waiting job, as part of a transaction; a running one learns it from the task's row. */
  remove(tx: Queryable, mode: Mode, taskId: string): Promise<void>
  state(mode: Mode, taskId: string): Promise<JobState>
  /** Returns an active job, for another attempt if any is left. */
  release(mode: Mode, taskId: string, reason: string): Promise<void>
  /** How many workers take jobs of this kind, in all live processes. */
  workers(mode: Mode): Promise<number>
  /** Starts the workers. @param run one attempt; rejecting returns the job */
  work(run: (taskId: string, stopping: AbortSignal) => Promise<void>): Promise<void>
}

/** @param isShared other processes work on the same database */
export async function openQueue(jobs: Boss, isShared: boolean): Promise<TaskQueue> {
  const { boss, lease } = jobs
  const options = { expireInSeconds: EXPIRE_SECONDS, retryLimit: RETRY_LIMIT, retryDelay: 0, notify: true, ...lease }
  for (const mode of modes) {
    await boss.createQueue(queueName(mode), options)
    await boss.updateQueue(queueName(mode), options)
  }

  const countWorkers = isShared ? keptFor(COUNT_KEPT_MS, () => workersAlive(boss)) : async () => workersOf
  return {
    async workers(mode) {
      return (await countWorkers())[mode]
    },
    async add(tx, mode, taskId, turn) {
      await boss.send(queueName(mode), null, { id: taskId, priority: -turn, db: queueDatabase(tx) })
    },
    async remove(tx, mode, taskId) {
      await boss.cancel(queueName(mode), taskId, { db: queueDatabase(tx) })
    },
    state: (mode, taskId) => jobs.state(queueName(mode), taskId),
    async release(mode, taskId, reason) {
      await boss.fail(queueName(mode), taskId, { reason })
    },
    async work(run) {
      for (const mode of modes)
        await jobs.work(queueName(mode), workersOf[mode], (taskId, _attempt, signal) => run(taskId, signal))
    },
  }
}

/** The workers that processes on the same database report; at least this one's. */
async function workersAlive(boss: PgBoss): Promise<Record<Mode, number>> {
  const alive = (await boss.getInstances()).filter(({ live }) => live).flatMap(({ workers }) => workers)
  const count = (mode: Mode) =>
    alive
      .filter(({ queue }) => queue === queueName(mode))
      .reduce((sum, { localConcurrency }) => sum + localConcurrency, 0)
  return { sync: Math.max(workersOf.sync, count('sync')), async: Math.max(workersOf.async, count('async')) }
}

/** Gives everyone the same answer for a while. */
function keptFor<T>(keptMs: number, ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    if (asked) return asked
    asked = ask()
    const forget = () => (asked = null)
    asked.then(() => setTimeout(forget, keptMs).unref(), forget)
    return asked
  }
}

import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import type { Sampler } from '../fields/sampler.ts'
import type { MailQueue } from '../mail/mails.ts'
import type { Estimator } from '../service/estimate.ts'
import type { TaskEvents } from '../service/task-ends.ts'
import {
  deleteChunks,
  endTask,
  failTask,
  findTask,
  readInput,
  requeueTask,
  startTask,
  type Task,
} from '../service/tasks.ts'
import { unpackPoints } from './points.ts'
import { storeResult } from './result-writer.ts'

/** Waits, and rejects as soon as the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export interface RunDeps {
  readonly db: Database
  readonly mails: MailQueue
  readonly sampler: Sampler
  readonly events: TaskEvents
  readonly estimator: Estimator
  readonly nowMs: () => number
  readonly wait: Wait
  /** `EMBEDDED_TASK_SECONDS` in milliseconds: a wait inside the job, before it computes. */
  readonly paceMs: number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>
}

/** The task was ended by someone else while it ran, usually cancelled. */
class NoLongerWanted extends Error {}

/**
 * One attempt at one task. Safe to repeat: an attempt writes rows of its own, and they become the result in the
 * same transaction that ends the task, or never.
 * @param stopping aborted when the server stops; the attempt then rejects, which returns it to the queue
 */
export async function runTask(deps: RunDeps, taskId: string, stopping: AbortSignal): Promise<void> {
  const { db, mails, events, estimator, nowMs, log } = deps
  const startedAt = new Date(nowMs())
  const task = await startTask(db, mails, taskId, startedAt)
  if (!task) return
  const run = randomUUID()
  const unwanted = new AbortController()
  const checkWanted = async () => {
    if ((await findTask(db, taskId))?.status !== 'PENDING') unwanted.abort(new NoLongerWanted())
  }
  // A look that fails says nothing about the task; the next one, or the next write, will.
  const stopWatching = events.watch(taskId, () => void checkWanted().catch(() => undefined))
  try {
    await attempt(deps, task, run, AbortSignal.any([unwanted.signal, stopping]), checkWanted)
  } catch (error) {
    await deleteChunks(db, taskId, run).catch(() => undefined)
    if (unwanted.signal.aborted || error instanceof NoLongerWanted)
      return log.info({ taskId }, 'a task was ended by others and has stopped')
    if (stopping.aborted) {
      await requeueTask(db, taskId, startedAt)
      throw error
    }
    log.error({ err: error, taskId }, 'a task failed')
    await failTask(
      db,
      mails,
      taskId,
      'The service failed while it computed this task. Send the request again.',
      new Date(nowMs()),
    )
  } finally {
    stopWatching()
    estimator.ended(taskId)
  }
}

async function attempt(
  deps: RunDeps,
  task: Task,
  run: string,
  signal: AbortSignal,
  checkWanted: () => Promise<void>,
): Promise<void> {
  const { db, mails, sampler, estimator, nowMs, wait, paceMs, log } = deps
  if (paceMs > 0) await wait(paceMs, signal)
  const packed = await readInput(db, task.id)
  if (!packed) throw new Error('the points of the task are missing')
  const sinceMs = nowMs()
  estimator.advanced(task.id, 0, sinceMs)
  const onPiece = async (done: number) => {
    estimator.advanced(task.id, done / task.points, nowMs())
    await checkWanted()
    signal.throwIfAborted()
  }
  const reading = sampler.reading(task)
  await storeResult(db, reading, {
    task,
    run,
    points: unpackPoints(packed),
    nowMs: task.calledAt.getTime(),
    signal,
    onPiece,
  })
  const finishedMs = nowMs()
  const computeMs = finishedMs - sinceMs
  const { source, synthetic } = reading
  const end = {
    status: 'SUCCESS',
    resultRun: run,
    computeMs,
    finishedAt: new Date(finishedMs),
    source,
    synthetic,
  } as const
  if (!(await db.transaction((tx) => endTask(tx, mails, task.id, end)))) throw new NoLongerWanted()
  estimator.learned(task, computeMs)
  log.info({ taskId: task.id, points: task.points, computeMs }, 'a task is done')
}

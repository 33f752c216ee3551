import { randomUUID } from 'node:crypto'
import { WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'
import type { Actor } from '../auth/user.ts'
import type { Database } from '../db/database.ts'
import { recordDeed } from '../db/audit.ts'
import { checkSame, claimRefused, claimSubmission, serviceOf, settleSubmission } from '../db/submissions.ts'
import { checkDailyCaps, type DailyCaps } from '../db/usage.ts'
import { MOST_UNDER_WAY, TooManyTasks } from '../http/caps.ts'
import type { CheckedRequest } from '../http/checked-body.ts'
import { Refusal } from '../http/http-error.ts'
import { type Origin, submissionOfOther } from '../http/origin.ts'
import type { Mode, TaskQueue } from '../jobs/queue.ts'
import { valuesOf, valuesRequested } from '../monitoring/metrics.ts'
import type { Estimator } from './estimate.ts'
import { insertTask, type Task, tasksOfQueue, tasksUnderWay } from './tasks.ts'

export interface SubmitDeps {
  readonly db: Database
  readonly queue: TaskQueue
  readonly estimator: Estimator
  /** The expected source of the numbers; what computes them has the last word. */
  readonly origin: Origin
  readonly caps: DailyCaps
  readonly nowMs: () => number
}

interface NewSubmission extends CheckedRequest {
  readonly submissionId: string
  readonly by: Actor
  readonly mode: Mode
  /** Packed columns. */
  readonly points: Uint8Array
  /** Of the request as it came. */
  readonly bodyHash: string
}

/**
 * Makes a durable task of a request: submission, task, points and job in one transaction, before any work starts.
 * The same submission again gives the task it already has.
 * @returns the id of the task
 * @throws Refusal 409 if the submission is another user's, asked for something else or went to the MetOcean API; 403 over
 * a daily cap
 * @throws StorageError if the task could not be kept, TooManyTasks if the user has the most allowed
 */
export async function submit(
  { db, queue, estimator, origin, caps, nowMs }: SubmitDeps,
  { submissionId, by, mode, request, bodyHash, count, points }: NewSubmission,
): Promise<string> {
  const user = by.user.name
  const calledAt = new Date(nowMs())
  const taskName = request.task_name ?? null
  const shared = { userName: user, taskName, points: count, variables: request.variables }
  // Not inside the transaction: on the embedded database it would wait for its own connection.
  const workers = await queue.workers(mode)
  return db.transaction(async (tx) => {
    await db.checkWritable()
    const claimed = {
      id: submissionId,
      ...shared,
      sentAt: calledAt,
      state: 'received' as const,
      service: 'embedded' as const,
      bodyHash,
    }
    const { row, isNew } = await claimSubmission(tx, claimed)
    checkSame(row, claimed)
    const isOurs = isNew || (await serviceOf(tx, row)) === 'embedded'
    if (!isOurs && !(await claimRefused(tx, claimed))) throw submissionOfOther('gateway')
    if (row.taskId !== null) return row.taskId
    if (isOurs && !isNew)
      throw new Refusal(409, 'conflict', 'This submission has no task and cannot be sent again under its id.')
    if ((await tasksUnderWay(tx, user)) >= MOST_UNDER_WAY) throw new TooManyTasks()
    const cost = valuesOf({ request, count })
    await checkDailyCaps(tx, caps, { user, cost, nowMs: nowMs() })
    const id = randomUUID()
    const others = await tasksOfQueue(tx, mode)
    const turn = nextTurn(others, user)
    const ahead = others.filter((other) => isRunning(other) || other.turn <= turn)
    const estimatedMs = estimator.fromCallMs(shared, ahead, workers, nowMs())
    await insertTask(
      tx,
      {
        id,
        submissionId,
        ...shared,
        mode,
        status: 'PENDING',
        windHeightM: request.wind_height ?? WIND_HEIGHT.default,
        receiveMail: request.receive_mail ?? false,
        email: request.email ?? null,
        calledAt,
        turn,
        estimatedMs,
        source: origin.source,
        synthetic: origin.synthetic,
      },
      points,
    )
    await settleSubmission(tx, submissionId, { state: 'accepted', taskId: id })
    await recordDeed(tx, by, { action: 'sent', atMs: nowMs(), taskId: id, taskName })
    await queue.add(tx, mode, id, turn)
    valuesRequested.inc(cost)
    return id
  })
}

type Queued = Pick<Task, 'userName' | 'turn' | 'startedAt'>

const isRunning = ({ startedAt }: Pick<Queued, 'startedAt'>): boolean => startedAt !== null

/**
 * The round in which a user's next task has its turn: one after the user's last, or the current round if none is under
 * way. So users take turns, however many tasks one of them sends.
 * Source: start-time fair queueing, P. Goyal, H. M. Vin and H. Cheng 1996, every task of the same length.
 * @param queued the unfinished tasks of the queue
 */
export function nextTurn(queued: readonly Queued[], userName: string): number {
  const own = queued.filter((task) => task.userName === userName).map(({ turn }) => turn)
  if (own.length > 0) return Math.max(Math.max(...own) + 1, round(queued))
  return round(queued)
}

/** The round the queue is in: the latest that has begun, else the first that waits. */
function round(queued: readonly Queued[]): number {
  const running = queued.filter(isRunning).map(({ turn }) => turn)
  if (running.length > 0) return Math.max(...running)
  return queued.length > 0 ? Math.min(...queued.map(({ turn }) => turn)) : 0
}

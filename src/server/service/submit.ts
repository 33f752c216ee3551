import { randomUUID } from 'node:crypto'
import type { MetOceanRequest } from '#src/domain/metocean/wire/contract.ts'
import { WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'
import type { Database } from '../db/database.ts'
import { claimRefused, claimSubmission, serviceOf, settleSubmission } from '../db/submissions.ts'
import { MOST_UNDER_WAY, TooManyTasks } from '../http/caps.ts'
import { Refusal } from '../http/http-error.ts'
import { type Origin, submissionOfOther } from '../http/origin.ts'
import { packPoints, pointColumns } from '../jobs/result-writer.ts'
import type { Mode, TaskQueue } from '../jobs/queue.ts'
import type { Estimator } from './estimate.ts'
import { insertTask, type Task, tasksOfQueue, tasksUnderWay } from './tasks.ts'

export interface SubmitDeps {
  readonly db: Database
  readonly queue: TaskQueue
  readonly estimator: Estimator
  /** Where the numbers are expected from; what computes them says it for good. */
  readonly origin: Origin
  readonly nowMs: () => number
}

interface NewSubmission {
  readonly submissionId: string
  readonly user: string
  readonly mode: Mode
  readonly request: MetOceanRequest
}

/**
 * Makes a durable task of a request: submission, task, points and job in one transaction, before any work starts.
 * The same submission again gives the task it already has.
 * @returns the id of the task
 * @throws Refusal 409 if the submission is another user's or went to the MetOcean API
 * @throws StorageError if the task could not be kept, TooManyTasks if the user has as many as one may have
 */
export async function submit(
  { db, queue, estimator, origin, nowMs }: SubmitDeps,
  { submissionId, user, mode, request }: NewSubmission,
): Promise<string> {
  const calledAt = new Date(nowMs())
  const taskName = request.task_name ?? null
  const shared = { userName: user, taskName, points: request.points.length, variables: request.variables }
  const packed = packPoints(pointColumns(request.points))
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
    }
    const { row, isNew } = await claimSubmission(tx, claimed)
    if (row.userName !== user) throw new Refusal(409, 'conflict', 'This submission id is in use.')
    const isOurs = isNew || (await serviceOf(tx, row)) === 'embedded'
    if (!isOurs && !(await claimRefused(tx, claimed))) throw submissionOfOther('gateway')
    if (row.taskId !== null) return row.taskId
    if (isOurs && !isNew)
      throw new Refusal(409, 'conflict', 'This submission has no task and cannot be sent again under its id.')
    if ((await tasksUnderWay(tx, user)) >= MOST_UNDER_WAY) throw new TooManyTasks()
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
      packed,
    )
    await settleSubmission(tx, submissionId, { state: 'accepted', taskId: id })
    await queue.add(tx, mode, id, turn)
    return id
  })
}

type Queued = Pick<Task, 'userName' | 'turn' | 'startedAt'>

const isRunning = ({ startedAt }: Pick<Queued, 'startedAt'>): boolean => startedAt !== null

/**
 * The round in which a user's next task has its turn: one after the user's last, and for who has none under way the
 * round that runs at the moment. So users take turns, however many tasks one of them sends.
 * Source: start-time fair queueing, P. Goyal, H. M. Vin and H. Cheng 1996, every task of the same length.
 * @param queued what is not finished in the queue
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

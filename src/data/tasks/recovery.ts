import type { QueryClient } from '@tanstack/react-query'
import type { AnswerLink } from '#src/domain/library/voyage-document.ts'
import { isFinalStatus, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { backOffMs, pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { type Found, findByName, findByTime, sameTaskName } from '#src/domain/tasks/recovery.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import type { ContactWatch } from './contact.ts'
import { adopted, linked } from './drafts.ts'
import type { Poll } from './poll.ts'
import { readList } from './queries.ts'
import type { SubmissionStore } from './submission-store.ts'

interface Parts {
  client: QueryClient
  store: SubmissionStore
  contact: Pick<ContactWatch, 'waitMs'>
  poll: Pick<Poll, 'lookAt'>
  /** There is news of a submission. */
  changed: (id: string) => void
  /** This page waits for the answer of a submission. */
  expect: (id: string) => void
  random: () => number
}

/** Finds out what became of submissions with an unclear outcome, and attaches tasks of the service, from anywhere. */
export interface Recovery {
  /** Looks now, after 30 s and after 2 min, not counting unanswered looks; one already not found is looked up once. */
  readonly start: (id: string) => void
  /** Looks once more; the planned looks stay as they are. */
  readonly lookUp: (id: string) => Promise<void>
  /** The tasks that fit, where there are several: the operator picks. */
  readonly candidates: (id: string) => readonly TaskRow[]
  /** The operator knows the task of a submission that was not found for certain. */
  readonly pick: (id: string, row: TaskRow) => Promise<void>
  /** Follows a task from here, and shows its answer. */
  readonly attach: (row: TaskRow) => Promise<Submission>
  /** The same without waiting for its answer. */
  readonly adopt: (row: TaskRow) => Promise<Submission>
  /** Opened by a link: a task that still runs is followed, so that its answer is shown when it comes. */
  readonly visit: (taskId: string) => Promise<void>
  /** Gets the answers that a voyage of the library shows and this browser does not have. */
  readonly link: (
    voyage: Pick<Voyage, 'id' | 'name' | 'alternatives' | 'activeId'>,
    answers: readonly AnswerLink[],
  ) => Promise<void>
  readonly stop: () => void
}

export function createRecovery({ client, store, contact, poll, changed, expect, random }: Parts): Recovery {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const several = new Map<string, readonly TaskRow[]>()

  function after(id: string, delayMs: number, work: () => Promise<void>): void {
    clearTimeout(timers.get(id))
    timers.set(
      id,
      setTimeout(() => void work(), delayMs),
    )
  }
  function done(id: string): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  async function look(id: string, looks: number, failures: number): Promise<void> {
    const submission = store.get(id)
    if (submission?.state !== 'unknown' && submission?.state !== 'not-found') return done(id)
    try {
      const { by, ...found } = await search(submission)
      if (found.kind === 'one') return await foundOne(id, found.row, by)
      if (found.kind === 'several') return await leaveToOperator(id, found.rows)
    } catch {
      return after(id, Math.max(contact.waitMs(), backOffMs(failures + 1, random(), pollPolicy.failure)), () =>
        look(id, looks, failures + 1),
      )
    }
    const [thisMs, nextMs] = pollPolicy.lookUpsMs.slice(looks)
    if (thisMs === undefined || nextMs === undefined || submission.state === 'not-found') return leaveToOperator(id, [])
    // Counted from this look, not from the loss: after a long silence the service gets the same time to show the task.
    after(id, nextMs - thisMs, () => look(id, looks + 1, 0))
  }

  /** By its name in one list after the other; if none has it, by time and number of points in all tasks. */
  async function search({ id, taskName, sentMs, points }: Submission): Promise<Found & { by: 'name' | 'time' }> {
    const rows: TaskRow[] = []
    // In this order, since a task that ends between two looks moves from the first list to the second.
    for (const name of ['pending', 'success', 'all'] as const) {
      const { tasks } = await readList(client, name)
      const found = findByName(tasks, taskName)
      if (found.kind !== 'none') return { ...found, by: 'name' }
      rows.push(...tasks.filter(({ task_id }) => (store.byTask(task_id)?.id ?? id) === id))
    }
    return {
      ...(sentMs === null ? ({ kind: 'none' } as const) : findByTime(rows, sentMs, points.lat.length)),
      by: 'time',
    }
  }

  async function foundOne(id: string, row: TaskRow, by: 'name' | 'time'): Promise<void> {
    done(id)
    await store.apply(id, { type: 'found', atMs: Date.now(), taskId: row.task_id, by })
    if (isFinalStatus(row.status)) await poll.lookAt(id)
    else changed(id)
  }

  async function leaveToOperator(id: string, rows: readonly TaskRow[]): Promise<void> {
    done(id)
    if (rows.length > 0) several.set(id, rows)
    await store.apply(id, { type: 'not-found' })
  }

  /** The submission of a task of the service; one sent from elsewhere gets one. */
  async function submissionOf(row: TaskRow): Promise<Submission> {
    await store.load()
    const own =
      store.byTask(row.task_id) ??
      store.all().find(({ taskName, taskId }) => taskId === null && sameTaskName(taskName, row.task_name))
    if (own) {
      if (own.taskId === null) await store.apply(own.id, { type: 'found', atMs: Date.now(), taskId: row.task_id })
      return store.get(own.id) ?? own
    }
    const submission = adopted(row, Date.now())
    await store.add(submission)
    return submission
  }
  async function lookedAt(submission: Submission): Promise<Submission> {
    await poll.lookAt(submission.id)
    return store.get(submission.id) ?? submission
  }
  async function attach(row: TaskRow): Promise<Submission> {
    const submission = await submissionOf(row)
    expect(submission.id)
    return lookedAt(submission)
  }

  return {
    start: (id) => {
      if (!timers.has(id)) after(id, pollPolicy.lookUpsMs[0], () => look(id, 0, 0))
    },
    lookUp: async (id) => {
      const submission = store.get(id)
      const found = submission && (await search(submission).catch(() => null))
      if (found?.kind === 'one') await foundOne(id, found.row, found.by)
      if (found?.kind === 'several') await leaveToOperator(id, found.rows)
    },
    candidates: (id) => several.get(id) ?? [],
    pick: async (id, row) => {
      several.delete(id)
      expect(id)
      await store.apply(id, {
        type: 'found',
        atMs: Date.now(),
        taskId: row.task_id,
        by: row.task_name?.trim() ? 'name' : 'time',
      })
      await poll.lookAt(id)
    },
    attach,
    adopt: async (row) => lookedAt(await submissionOf(row)),
    visit: async (taskId) => {
      await store.load()
      const own = store.byTask(taskId)
      if (own) return expect(own.id)
      const list = await readList(client, 'pending').catch(() => null)
      const row = list?.tasks.find(({ task_id }) => task_id === taskId)
      if (row && !isFinalStatus(row.status)) await attach(row)
    },
    link: async (voyage, answers) => {
      await store.load()
      for (const submission of linkedFor(voyage, answers, Date.now())) {
        if (store.byTask(submission.taskId ?? '')) continue
        await store.add(submission)
        await poll.lookAt(submission.id)
      }
    },
    stop: () => [...timers.keys()].forEach(done),
  }
}

/** A submission for each task that the links name, with the parts of it that are those of the voyage. */
function linkedFor(
  voyage: Pick<Voyage, 'id' | 'name' | 'alternatives' | 'activeId'>,
  answers: readonly AnswerLink[],
  nowMs: number,
): Submission[] {
  const { id: voyageId, alternatives } = voyage
  const names = new Map(alternatives.map((one) => [one.id, alternatives.length > 1 ? one.name : '']))
  const known = answers.filter(({ alternative }) => names.has(alternative))
  const tasks = new Map(known.map((one) => [one.taskId, one]))
  return [...tasks.values()].map(({ taskId, taskName, askedAt }) => {
    const own = known.filter((one) => one.taskId === taskId).sort((a, b) => a.first - b.first)
    const parts = own.map(({ alternative, first, count }) => ({
      voyageId,
      voyageName: voyageTitle(voyage),
      alternativeId: alternative,
      alternativeName: names.get(alternative) ?? '',
      first,
      count,
    }))
    return linked({ taskId, taskName, askedMs: Date.parse(askedAt) }, parts, nowMs)
  })
}

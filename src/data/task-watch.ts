import type { TaskList, TaskRow } from '#src/domain/metocean/contract.ts'
import { nextLookMs, pollPolicy, type ServiceKind, type Watched } from '#src/domain/tasks/poll-policy.ts'
import { type Course, courseAfter } from '#src/domain/tasks/progress.ts'
import { findByName } from '#src/domain/tasks/recovery.ts'
import { isLost, type Submission } from '#src/domain/tasks/submission.ts'
import type { Followed } from './follow.ts'
import { createListeners, type Listeners } from './listeners.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  follow: (id: string) => Promise<Followed>
  identified: (id: string) => void
  /** A task has left the PENDING list: other lists that are shown are out of date. */
  left: () => void
  kind: () => ServiceKind
  now: () => number
  random: () => number
}

/** The one poll: when to look at the PENDING list, and what follows from it. */
export interface TaskWatch extends Pick<Listeners, 'subscribe'> {
  readonly start: () => void
  /** True while this tab is the one that asks. */
  readonly active: () => boolean
  readonly stop: () => void
  /** Looks now, whatever the policy says. */
  readonly look: () => Promise<void>
  /** Looks if anything is pending and the last look is not just over: the tab has come to the front, or the network back. */
  readonly refresh: () => void
  /** A list another tab has read. */
  readonly listed: (list: TaskList, readMs: number) => void
  /** The next look, epoch milliseconds; null: nothing is pending. */
  readonly nextMs: () => number | null
  readonly courses: () => ReadonlyMap<string, Course>
  readonly lost: () => ReadonlySet<string>
}

export function createTaskWatch({ store, lists, follow, identified, left, kind, now, random }: Parts): TaskWatch {
  const { subscribe, notify } = createListeners()
  let rows: readonly TaskRow[] = []
  let courses: ReadonlyMap<string, Course> = new Map()
  let lost: ReadonlySet<string> = new Set()
  let timer: ReturnType<typeof setTimeout> | undefined
  let nextMs: number | null = null
  let lastTryMs: number | null = null
  let failures = 0
  let chance = random()
  let active = false
  let looking: Promise<void> | null = null

  const accepted = () => store.all().filter(({ state, taskId }) => state === 'accepted' && taskId !== null)
  const sinceMs = (submission: Submission) => submission.sentMs ?? submission.createdMs

  function watched(): Watched[] {
    const own = accepted()
    const foreign = rows.filter(({ task_id }) => !store.byTask(task_id))
    return [
      ...own.map((submission) => {
        const task = watchedTask(submission.taskId!, submission.points.lat.length || null, sinceMs(submission))
        // A cancel is confirmed soon or not at all.
        return submission.cancelAskedMs === null ? task : { ...task, leftMs: pollPolicy.firstLookMs }
      }),
      ...foreign.map(({ task_id, nbr_points }) => watchedTask(task_id, nbr_points ?? null, now())),
    ]
  }
  function watchedTask(taskId: string, points: number | null, since: number): Watched {
    const course = courses.get(taskId)
    const leftMs = course?.endMs == null ? null : Math.max(0, course.endMs - course.readMs)
    return { points, sinceMs: course?.sinceMs ?? since, lookedMs: course?.readMs ?? null, leftMs, estimatedMs: course?.estimatedMs ?? null }
  }

  /** Someone has found that nobody answers, or that nobody is signed in; it is watched until that is over. */
  function isCutOff(): boolean {
    const { lostMs, isSignedOut } = lists.contact()
    return lostMs !== null || isSignedOut
  }

  function plan(): void {
    clearTimeout(timer)
    if (looking) return
    const plannedMs = nextLookMs(watched(), { nowMs: now(), kind: kind(), failures: Math.max(failures, isCutOff() ? 1 : 0), lastTryMs, random: chance })
    const delayMs = plannedMs === null ? null : Math.max(plannedMs, lists.waitMs())
    const before = nextMs
    nextMs = delayMs === null ? null : now() + delayMs
    // A tab that does not ask still says when the one that does will.
    if (delayMs !== null && active) timer = setTimeout(() => (now() < nextMs! ? plan() : void look()), Math.min(delayMs, pollPolicy.wakeMs))
    // A plan made anew for the same moment differs by the odd millisecond; that is no news.
    if (Math.abs((before ?? 0) - (nextMs ?? 0)) > 500) notify()
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null
      plan()
      notify()
    })
    return looking
  }

  async function lookOnce(): Promise<void> {
    chance = random()
    try {
      const list = await lists.read('pending')
      failures = (await settle(list, now())) ? 0 : failures + 1
    } catch {
      failures += 1
    } finally {
      lastTryMs = now()
    }
  }

  function listed(list: TaskList, readMs: number): void {
    const seen = new Map<string, Course>()
    for (const row of list.tasks) {
      const own = store.byTask(row.task_id)
      seen.set(row.task_id, courseAfter(courses.get(row.task_id) ?? null, row, readMs, own ? sinceMs(own) : readMs))
    }
    const gone = rows.some(({ task_id }) => !seen.has(task_id))
    // A task followed by its id only keeps the course it had; the date of the look is renewed.
    for (const { taskId, ...submission } of accepted()) {
      if (seen.has(taskId!)) continue
      const before = courses.get(taskId!)
      seen.set(taskId!, before ? { ...before, readMs, endMs: before.endMs } : emptyCourse(readMs, submission.sentMs ?? submission.createdMs))
    }
    rows = list.tasks
    courses = seen
    // What is listed again is not lost.
    const listedAgain = rows.flatMap(({ task_id }) => store.byTask(task_id)?.id ?? [])
    if (listedAgain.some((id) => lost.has(id))) lost = new Set([...lost].filter((id) => !listedAgain.includes(id)))
    if (gone) left()
    notify()
  }

  /** @returns false if a task that left the list could not be read */
  async function settle(list: TaskList, readMs: number): Promise<boolean> {
    const before = accepted()
    listed(list, readMs)
    await attachByName(list)
    const ids = new Set(list.tasks.map(({ task_id }) => task_id))
    let allRead = true
    for (const submission of before) {
      if (ids.has(submission.taskId!)) continue
      const followed = await follow(submission.id)
      if (followed === 'no-contact') allRead = false
      if (followed === 'settled') left()
      if (followed === 'pending') await suspectLost(submission, readMs)
    }
    return allRead
  }

  /** A name seen in the list settles what was unclear, and gives a held call its id. */
  async function attachByName(list: TaskList): Promise<void> {
    for (const { id, taskName, taskId, state } of store.all()) {
      if (taskId !== null || !['sending', 'unknown', 'not-found'].includes(state)) continue
      const found = findByName(list.tasks, taskName)
      if (found.kind !== 'one') continue
      const { task_id } = found.row
      await store.apply(id, state === 'sending' ? { type: 'listed', taskId: task_id } : { type: 'found', atMs: now(), taskId: task_id })
      identified(id)
    }
  }

  async function suspectLost(submission: Submission, nowMs: number): Promise<void> {
    const estimatedMs = courses.get(submission.taskId!)?.estimatedMs ?? null
    if (!isLost({ ageMs: nowMs - sinceMs(submission), estimatedMs })) return
    const list = await lists.read('all').catch(() => null)
    if (!list) return
    const isListed = list.tasks.some(({ task_id }) => task_id === submission.taskId)
    lost = new Set([...lost].filter((id) => id !== submission.id).concat(isListed ? [] : [submission.id]))
  }

  store.subscribe(plan)
  lists.subscribe(plan)
  return {
    subscribe,
    look,
    listed: (list, readMs) => {
      lastTryMs = readMs
      listed(list, readMs)
      plan()
    },
    active: () => active,
    start: () => {
      active = true
      void look()
    },
    stop: () => {
      active = false
      clearTimeout(timer)
    },
    refresh: () => {
      const isJustOver = lastTryMs !== null && now() - lastTryMs < pollPolicy.shortestMs[kind()]
      if (nextMs !== null && !isJustOver && lists.waitMs() === 0) void look()
    },
    nextMs: () => nextMs,
    courses: () => courses,
    lost: () => lost,
  }
}

const emptyCourse = (readMs: number, sinceMs: number): Course => ({ readMs, sinceMs, estimatedMs: null, endMs: null, fraction: 0, grown: false, unreadWords: null })

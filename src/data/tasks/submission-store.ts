import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import { submissionFrom } from '#src/domain/tasks/stored-submission.ts'
import { afterEvent, type SubmissionEvent } from '#src/domain/tasks/submission-state.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import type { Storage } from '../storage/storage.ts'
import type { TabChannel } from '../tab-channel.ts'

/** This browser's submissions, in memory and on disk, the same in all tabs. */
export interface SubmissionStore extends Pick<Listeners, 'subscribe'> {
  /** Newest first; the same array until something changes. */
  readonly all: () => readonly Submission[]
  readonly get: (id: string) => Submission | undefined
  readonly byTask: (taskId: string) => Submission | undefined
  /** Reads what is stored. Once is enough; further calls wait for the first. */
  readonly load: () => Promise<void>
  /** Resolves once it is stored. */
  readonly add: (submission: Submission) => Promise<void>
  /** Takes effect at once; resolves once it is stored. */
  readonly apply: (id: string, event: SubmissionEvent) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Reads one again as it is stored, as another tab last wrote it. */
  readonly reload: (id: string) => Promise<void>
}

/** @param channel tells the other tabs which submission changed */
export function createSubmissionStore(storage: Storage, channel: TabChannel): SubmissionStore {
  const { subscribe, notify } = createListeners()
  const byId = new Map<string, Submission>()
  let sorted: readonly Submission[] = []
  let loading: Promise<void> | null = null
  /** Writes follow one another, so that an older state never lands on a newer one. */
  let writing: Promise<void> = Promise.resolve()

  function changed(): void {
    // Of two made in the same millisecond the later one is the newer.
    sorted = [...byId.values()].reverse().sort((a, b) => b.createdMs - a.createdMs)
    notify()
  }
  function write(id: string, work: () => Promise<void>): Promise<void> {
    writing = writing.then(work).then(() => channel.post('submission', { id }))
    return writing
  }
  /** Another tab may have seen it end unnoticed by this one: then the end stands, and the event is applied to it. */
  async function store(after: Submission, event: SubmissionEvent): Promise<void> {
    const stored = isFinal(after) ? undefined : await storage.get('submissions', after.id)
    if (!stored || !isFinal(stored)) return storage.put('submissions', after)
    const ended = afterEvent(stored, event)
    byId.set(ended.id, ended)
    changed()
    if (ended !== stored) await storage.put('submissions', ended)
  }
  async function reload(id: string): Promise<void> {
    await writing // a pending write of this tab must not be undone by what is on disk before it
    const stored = submissionFrom(await storage.get('submissions', id))
    const own = byId.get(id)
    if (!stored) byId.delete(id)
    else if (!own || !isFinal(own) || isFinal(stored)) byId.set(id, stored)
    changed()
  }
  channel.on('submission', ({ id }) => void reload(id))

  async function read(): Promise<void> {
    const stored = await storage.getAll('submissions')
    for (const submission of stored.flatMap((one) => submissionFrom(one) ?? []))
      if (!byId.has(submission.id)) byId.set(submission.id, submission)
    changed()
  }
  // A disk that answers late has submissions from before this page.
  storage.subscribe(() => {
    if (loading && storage.state() === 'kept') void read()
  })

  return {
    subscribe,
    reload,
    all: () => sorted,
    get: (id) => byId.get(id),
    byTask: (taskId) => sorted.find((submission) => submission.taskId === taskId),
    load: () => (loading ??= read()),
    add: (submission) => {
      byId.set(submission.id, submission)
      changed()
      return write(submission.id, () => storage.put('submissions', submission))
    },
    apply: async (id, event) => {
      const before = byId.get(id)
      const after = before && afterEvent(before, event)
      if (!after || after === before) return
      byId.set(id, after)
      changed()
      await write(id, () => store(after, event))
    },
    remove: (id) => {
      byId.delete(id)
      changed()
      return write(id, () => storage.remove('submissions', id))
    },
  }
}

import { ownName } from '#src/data/browser-user.ts'
import { entryCalls, voyageCalls } from '#src/data/library/library-calls.ts'
import { createLibrarySync, type LibrarySync } from '#src/data/library/library-sync.ts'
import { createLocks } from '#src/data/locks.ts'
import { storage } from '#src/data/storage/storage.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { openTasks } from '#src/data/tasks/use-tasks.tsx'
import { alternativesOfKeys, keysOfAlternatives, linksOfVoyage } from '#src/domain/tasks/answer-links.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import { comparedIn, comparedTaken, onCompared } from '#src/state/compare.ts'
import { isTaskRemoved } from '#src/state/removed-tasks.ts'
import { currentVoyage, onAnotherVoyage } from '#src/state/voyage.ts'
import { session } from './session.ts'
import { createTeam, type Team } from './team.ts'
import { writeOutlook } from './write-outlook.ts'

const DESK_KEY = 'fairway.desk'
const TAKEN_KEY = ownName('fairway.library-taken')

/** Names this browser among the desks; a browser that keeps nothing is another desk at each visit. */
function deskOfBrowser(): string {
  const made = uuidFrom(crypto.getRandomValues(new Uint8Array(16)))
  try {
    const kept = localStorage.getItem(DESK_KEY)
    if (kept !== null) return kept
    localStorage.setItem(DESK_KEY, made)
  } catch {
    // Nothing can be kept here: the storage state already says so on the screen.
  }
  return made
}

const takenOnce = {
  beforeMs: performance.timeOrigin,
  isDone: () => {
    try {
      return localStorage.getItem(TAKEN_KEY) !== null
    } catch {
      return true
    }
  },
  done: () => {
    try {
      localStorage.setItem(TAKEN_KEY, new Date().toISOString())
    } catch {
      // It is told again at the next visit.
    }
  },
}

/** The ids of the tasks that are done, as one text for each voyage. */
function answeredTasks(submissions: readonly Submission[]): ReadonlyMap<string, string> {
  const tasks = new Map<string, string>()
  for (const { state, taskId, parts } of submissions)
    if (state === 'done' && taskId !== null)
      for (const voyageId of new Set(parts.map((part) => part.voyageId)))
        tasks.set(voyageId, `${tasks.get(voyageId) ?? ''} ${taskId}`)
  return tasks
}

/** What the operator compares goes with the voyage. */
function shareComparison(tasks: Tasks, sync: LibrarySync): void {
  let before: readonly string[] | undefined
  const seen = () => void (before = comparedIn(currentVoyage().id))
  const changed = async () => {
    const { id } = currentVoyage()
    const keys = comparedIn(id)
    if (keys === before || sync.state(id) === null) return
    before = keys
    const compared = alternativesOfKeys(keys ?? [], tasks.snapshot().submissions, id)
    const { shown } = await sync.beside(id)
    if (JSON.stringify(shown['compared'] ?? []) !== JSON.stringify(compared)) await sync.showed(id, { compared })
  }
  seen()
  onAnotherVoyage(seen)
  onCompared(() => void changed())
}

/** The page's own part in the team: its tabs' session, what this browser keeps, and what its tasks have answered. */
export function openTeam(): Team {
  const tasks = openTasks()
  const isOpen = (voyageId: string) => voyageId === currentVoyage().id
  const sync = createLibrarySync({
    storage,
    calls: entryCalls('voyage'),
    locks: createLocks(),
    answersOf: (voyageId) => linksOfVoyage(tasks.snapshot().submissions, voyageId),
    onSent: (voyageId) => void writeOutlook(tasks, voyageId).catch(() => undefined), // the next save tries again
    exclusively: (voyageId, work) => (isOpen(voyageId) ? session.exclusively(work) : work()),
  })
  let known: ReadonlyMap<string, string> | null = null
  tasks.subscribe(() => {
    const now = answeredTasks(tasks.snapshot().submissions)
    for (const [voyageId, taskIds] of now) if (known && known.get(voyageId) !== taskIds) sync.saved(voyageId)
    known = now
  })
  shareComparison(tasks, sync)
  return createTeam({
    sync,
    session,
    calls: voyageCalls,
    desk: deskOfBrowser(),
    rights: () => rightsOf(tasks.client.getQueryData(aboutQuery().queryKey) ?? null),
    taking: takenOnce,
    // Nor after a reload.
    link: (voyage, answers) =>
      tasks.link(
        voyage,
        answers.filter(({ taskId }) => !isTaskRemoved(taskId)),
      ),
    showAs: (voyageId, { compared }) => {
      const ids = Array.isArray(compared) ? compared.filter((id) => typeof id === 'string') : []
      const keys = keysOfAlternatives(ids, tasks.snapshot().submissions, voyageId)
      if (keys.length > 0 && comparedIn(voyageId) === undefined) comparedTaken(voyageId, keys)
    },
  })
}

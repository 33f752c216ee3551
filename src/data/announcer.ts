import { answerKey, type Submission } from '#src/domain/tasks/submission.ts'

/** What a page is told as it happens. `here`: this page sent it or attached it, so its answer is waited for. */
export interface TasksEvents {
  readonly onAnswer?: (key: string, submission: Submission, here: boolean) => void
  /** A direct answer's task id has become known; what is shown under the old key goes by the new one. */
  readonly onRenamed?: (from: string, to: string) => void
}

/** Tells a page of answers, each once. */
export interface Announcer {
  readonly listen: (events: TasksEvents) => void
  /** This page waits for the answer of a submission. */
  readonly expect: (id: string) => void
  /** From here on an answer is news; what was there before this page is not. */
  readonly begin: () => void
  /** Tells what is new among all submissions. */
  readonly tell: (submissions: readonly Submission[]) => void
}

export function createAnnouncer(): Announcer {
  const here = new Set<string>()
  /** The key each answer was last told under. */
  const told = new Map<string, string>()
  let events: TasksEvents = {}
  let begun = false

  function tellOne(submission: Submission): void {
    const key = answerKey(submission)
    const before = told.get(submission.id)
    if (before === key) return
    told.set(submission.id, key)
    const isHere = here.has(submission.id)
    if (!begun && !isHere) return
    if (before !== undefined) events.onRenamed?.(before, key)
    else events.onAnswer?.(key, submission, isHere)
  }

  return {
    listen: (given) => void (events = given),
    expect: (id) => void here.add(id),
    begin: () => void (begun = true),
    tell: (submissions) => submissions.filter(({ state }) => state === 'done').forEach(tellOne),
  }
}

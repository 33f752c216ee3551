import { useState } from 'react'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { alreadyAsked, alreadyAskedWords, isSameRequest } from '#src/domain/tasks/already-asked.ts'
import { answerKey, type Submission } from '#src/domain/tasks/submission.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import type { AskedBefore } from '#src/features/request/send-bar.tsx'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { intend } from '#src/state/intents.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'

interface Found {
  readonly draft: RequestDraft
  readonly submission: Submission
  readonly voyage: Voyage
  readonly atMs: number
}

/** What a request is made from. */
const sources = ['id', 'alternatives', 'activeId', 'request'] as const satisfies readonly (keyof Voyage)[]
const isUnchanged = (one: Voyage, other: Voyage) => sources.every((source) => one[source] === other[source])

/** Asks back once if the same was requested lately, until the request is changed or sent; knows that it was sent. */
export function useAskedBefore(voyage: Voyage, onShow: (key: string) => void) {
  const tasks = useTaskActions()
  const { placeShown } = usePreferenceActions()
  const [last, setLast] = useState<Found | null>(null)
  const [sentOf, setSentOf] = useState<Voyage | null>(null)
  const found = last && isUnchanged(last.voyage, voyage) ? last : null

  /** Is this request held back for a question? Sent a second time, it goes. */
  const isAsked = (draft: RequestDraft, atMs: number): boolean => {
    if (found && isSameRequest(found.draft, draft)) return false
    const submission = alreadyAsked(tasks.snapshot().submissions, draft, atMs)
    setLast(submission && { draft, submission, voyage: currentVoyage(), atMs })
    return submission !== null
  }
  const show = (submission: Submission) => {
    // As it is now; without it there is nothing to show.
    const current = tasks.snapshot().submissions.find(({ id }) => id === submission.id)
    if (current?.state === 'done') return onShow(answerKey(current))
    if (!current) return setLast(null)
    placeShown('tasks')
    intend('show-task', current.id)
  }
  const asked: AskedBefore | null = found && {
    words: alreadyAskedWords(found.submission, found.atMs),
    onShow: () => show(found.submission),
  }
  const sent = () => {
    setLast(null)
    setSentOf(currentVoyage())
  }
  return { asked, isAsked, sent, isSent: sentOf !== null && isUnchanged(sentOf, voyage) }
}

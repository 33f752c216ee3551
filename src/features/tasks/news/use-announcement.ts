import { useEffect, useRef, useState } from 'react'
import type { TasksSnapshot } from '#src/data/tasks/tasks.ts'
import type { CardState } from '#src/domain/tasks/card-parts.ts'
import { partsWords } from '#src/domain/tasks/submission.ts'
import { cardFor } from '../card/own-task.tsx'
import { wordsOf } from '../card/task-card.tsx'

/** A sentence for each change of a task's state, to be read aloud; never for a tick of a countdown. */
export function useAnnouncement(snapshot: TasksSnapshot): string {
  const before = useRef<ReadonlyMap<string, CardState> | null>(null)
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    const cards = snapshot.submissions.map((submission) => ({
      submission,
      card: cardFor(submission, snapshot, Date.now()),
    }))
    const known = before.current
    before.current = new Map(cards.map(({ submission, card }) => [submission.id, card.state]))
    // What was there at the start is not a change.
    if (!known) return
    // A new card is news only if it is being sent; the others were there before this page.
    const changed = cards.filter(({ submission: { id }, card: { state } }) =>
      known.has(id) ? known.get(id) !== state : state === 'sending',
    )
    if (changed.length > 0)
      setSentence(
        changed
          .map(
            ({ submission, card }) =>
              `${partsWords(submission.parts) || submission.taskName}: ${card.word}. ${wordsOf(card)}`,
          )
          .join(' '),
      )
  }, [snapshot])
  return sentence
}

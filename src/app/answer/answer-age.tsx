import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { taskMutations, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { Answer } from '#src/domain/metocean/result.ts'
import { answerAge } from '#src/domain/tasks/answer-age.ts'
import { submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import { isOwn } from '#src/domain/tasks/submission.ts'
import { useClock } from '#src/state/clock.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './answer-age.module.css'
import { MINUTE_MS } from '#src/domain/time.ts'

/** How old the answer on screen is, with one click to ask again for the same voyage if it was asked from here. */
export function AnswerAge({ answer: { key, askedMs, columns } }: { answer: Answer }) {
  const nowMs = useClock(MINUTE_MS)
  const { mutate: sendAgain } = useMutation(taskMutations.sendAgain(useTaskActions()))
  const submission = submissionOfKey(useTasks().submissions, key)
  const { text, isDue } = answerAge(
    { askedMs, firstMs: columns.timeMs[0] ?? NaN, lastMs: columns.timeMs.at(-1) ?? NaN },
    nowMs,
  )
  return (
    <span className={styles.age}>
      <span title={text}>{text}</span>
      {isDue && <span className={styles.due}>refresh due</span>}
      {submission && isOwn(submission) && (
        <IconButton size="small" label="Update weather" icon={<RefreshCw />} onClick={() => sendAgain(submission)} />
      )}
    </span>
  )
}

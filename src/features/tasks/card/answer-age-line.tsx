import { RefreshCw } from 'lucide-react'
import { answerAge } from '#src/domain/tasks/answer-age.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './task-card.module.css'

/** How old an answer is, and the same voyage asked again in one click. */
export function AnswerAgeLine({
  submission: { sentMs, createdMs, points },
  onUpdate,
}: {
  submission: Submission
  onUpdate: () => void
}) {
  const { timeMs } = points
  const { text, isDue } = answerAge(
    { askedMs: sentMs ?? createdMs, firstMs: timeMs[0] ?? NaN, lastMs: timeMs.at(-1) ?? NaN },
    useClock(),
  )
  return (
    <div className={styles.age}>
      <span title={text}>{text.split(' · ').at(-1)}</span>
      {isDue && <span className={styles.due}>refresh due</span>}
      <Button size="small" tone="quiet" icon={<RefreshCw />} onClick={onUpdate}>
        Update weather
      </Button>
    </div>
  )
}

import { useEffect } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isAtHome, knownAnswers } from '#src/domain/tasks/known-answers.ts'
import { settled } from '#src/domain/tasks/shown-answer.ts'
import { useCompareKeys } from '#src/state/compare.ts'
import { currentShown, useShownKey } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { useActiveId, useVoyageId } from '#src/state/voyage.ts'

/** Keeps the answer shown in step with its voyage, its active alternative and the answers that come. */
export function useAnswersAtHome(): void {
  const { submissions } = useTasks()
  const voyageId = useVoyageId()
  const alternativeId = useActiveId()
  const shownKey = useShownKey()
  const isComparing = useCompareKeys().some((key) => key !== shownKey)
  const { answerSettled } = useViewActions()
  useEffect(() => {
    const answers = knownAnswers(submissions).filter((one) => isAtHome(one, voyageId))
    answerSettled(settled(currentShown(), { answers, alternativeId, isComparing, nowMs: Date.now() }))
  }, [submissions, voyageId, alternativeId, isComparing, answerSettled])
}

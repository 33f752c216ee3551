import { useEffect, useMemo, useState } from 'react'
import { isQuickStudy, studyAnswers } from '#src/data/workers/study-answers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type Studied, studied, type Study, type StudyKind } from '#src/domain/report/answer-study.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits } from '#src/state/voyage.ts'

/**
 * What is found in answers by the limits and in the units as they are now. That of a large answer comes a moment later:
 * null until then. With other limits or units what was found before stays until it is found again.
 * @param answers must be stable while they are the same
 */
export function useStudy<K extends StudyKind>(kind: K, answers: Study['answers']): Studied<K> | null {
  const limits = useLimits()
  const units = useUnits()
  const study = useMemo((): Study => ({ answers, limits, units }), [answers, limits, units])
  const quick = useMemo(() => (isQuickStudy(study) ? studied(kind, study) : null), [kind, study])
  const [slow, setSlow] = useState<{ answers: Study['answers']; found: Studied<K> } | null>(null)
  useEffect(() => {
    if (isQuickStudy(study)) return
    const controller = new AbortController()
    void studyAnswers(kind, study, controller.signal).then(
      (found) => !controller.signal.aborted && setSlow({ answers: study.answers, found }),
      () => undefined, // given up: another study is on its way
    )
    return () => controller.abort()
  }, [kind, study])
  return quick ?? (slow?.answers === answers ? slow.found : null)
}

/** One answer as the whole of a study. */
export const useOneAnswer = (answer: NamedAnswer): Study['answers'] => useMemo(() => [answer], [answer])

import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { useCompareKeys } from '#src/state/compare.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { useNaming } from './use-named-answers.ts'

/** The answers laid beside the one that is shown, as far as they are here. The same list while none of them changes. */
export function useComparedAnswers(): readonly NamedAnswer[] {
  const shown = useShownKey()
  const keys = useCompareKeys().filter((key) => key !== shown)
  const source = useTaskActions()
  const naming = useNaming()
  const combine = useCallback(
    (results: readonly { data?: Answer | undefined }[]): readonly NamedAnswer[] =>
      results.flatMap(({ data }) => (data ? naming(data) : [])),
    [naming],
  )
  return useQueries({ queries: keys.map((key) => answerQueries.byKey(key, source)), combine })
}

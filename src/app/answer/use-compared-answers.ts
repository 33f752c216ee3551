import { useQueries } from '@tanstack/react-query'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import type { Answer } from '#src/domain/metocean/result.ts'
import { useCompareKeys } from '#src/state/compare.ts'
import { useShownKey } from '#src/state/view.ts'

const answersOf = (results: readonly { data?: Answer | undefined }[]): readonly Answer[] => results.flatMap(({ data }) => data ?? [])

/** The answers laid beside the one that is shown, as far as they are here. The same list while none of them changes. */
export function useComparedAnswers(): readonly Answer[] {
  const shown = useShownKey()
  const keys = useCompareKeys().filter((key) => key !== shown)
  const source = useTaskActions()
  return useQueries({ queries: keys.map((key) => answerQueries.byKey(key, source)), combine: answersOf })
}

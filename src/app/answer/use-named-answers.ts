import { useMemo, useCallback } from 'react'
import { useTasks, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { type Answer } from '#src/domain/metocean/result.ts'
import { answerName, answerNames, type NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { knownAnswers } from '#src/domain/tasks/known-answers.ts'
import { useViewpoint } from '#src/state/viewpoint.ts'
import { useQueries } from '@tanstack/react-query'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { MAX_COMPARED, useCompareKeys } from '#src/state/compare.ts'
import { useShownKey } from '#src/state/shown-answer.ts'

const named = new WeakMap<Answer, NamedAnswer>()

/** The same object while its name stays: what is computed from an answer is kept by object. */
function withName(answer: Answer, name: string, askedFor: Answer['askedFor']): NamedAnswer {
  const before = named.get(answer)
  if (before?.name === name && before.askedFor === askedFor) return before
  const now = { ...answer, askedFor, name }
  named.set(answer, now)
  return now
}

/** Names answers for this screen. Those stored without what they were asked for take it from their submission. */
export function useNaming(): (answer: Answer) => NamedAnswer {
  const { submissions } = useTasks()
  const from = useViewpoint()
  return useMemo(() => {
    const known = new Map(knownAnswers(submissions).map((one) => [one.key, one]))
    const names = answerNames([...known.values()], from)
    return (answer) => {
      const askedFor = answer.askedFor ?? known.get(answer.key)?.askedFor ?? null
      return withName(answer, names.get(answer.key) ?? answerName({ ...answer, askedFor }, from), askedFor)
    }
  }, [submissions, from])
}

/**
 * The answers compared with the one shown, as far as this browser has them. The same list while none changes.
 * @param further the key of one more, whose changes are shown
 */
export function useComparedAnswers(further: string | null = null): readonly NamedAnswer[] {
  const shown = useShownKey()
  const chosen = useCompareKeys().filter((key) => key !== shown && key !== further)
  const keys = further === null ? chosen : [further, ...chosen].slice(0, MAX_COMPARED)
  const source = useTaskActions()
  const naming = useNaming()
  const combine = useCallback(
    (results: readonly { data?: Answer | undefined }[]): readonly NamedAnswer[] =>
      results.flatMap(({ data }) => (data ? naming(data) : [])),
    [naming],
  )
  return useQueries({ queries: keys.map((key) => answerQueries.byKey(key, source)), combine })
}

import { useQuery } from '@tanstack/react-query'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { answerBefore, submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import { isOwn } from '#src/domain/tasks/submission.ts'
import { useChangesChoice } from '#src/state/compare.ts'
import { useVoyageId } from '#src/state/voyage.ts'
import { useNaming } from './use-named-answers.ts'

/**
 * The answer that the one on screen follows: the last one asked before it, in this browser, for the same alternative of the
 * open voyage. null: there is none, or what is on screen is not the newest.
 * @param isWanted false: not looked for
 */
export function useAnswerBefore(answer: NamedAnswer | null, isWanted = true): NamedAnswer | null {
  const { submissions } = useTasks()
  const voyageId = useVoyageId()
  const source = useTaskActions()
  const naming = useNaming()
  const key = answer && isWanted ? answerBefore(submissions, answer, voyageId) : null
  // One that was asked elsewhere may not be kept here, and nobody has asked for it.
  const submission = key === null ? null : submissionOfKey(submissions, key)
  const enabled = submission !== null && isOwn(submission)
  const { data } = useQuery({ ...answerQueries.byKey(key ?? '', source), enabled })
  return enabled && data ? naming(data) : null
}

/** The same while its changes are shown. */
export function useChangesFrom(answer: NamedAnswer | null): NamedAnswer | null {
  return useAnswerBefore(answer, useChangesChoice(answer?.key ?? null) === 'shown')
}

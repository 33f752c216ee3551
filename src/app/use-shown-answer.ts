import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { resultQueries } from '#src/data/queries.ts'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { answersPlan } from '#src/domain/voyage/answer-match.ts'
import { useShownKey } from '#src/state/view.ts'
import { useVoyage } from '#src/state/voyage.ts'

interface ShownAnswer {
  answer: Answer | null
  /** True where the voyage is planned otherwise than it was asked for, or the answer is of another voyage. */
  otherPlan: boolean
  failure: AppError | null
}

/** The answer that is looked at, from this browser's store or the service. */
export function useShownAnswer(): ShownAnswer {
  const key = useShownKey()
  const source = useTaskActions()
  const { data, error } = useQuery({ ...resultQueries.byKey(key ?? '', source), enabled: key !== null })
  const answer = (key !== null && data) || null
  return { answer, otherPlan: useOtherPlan(answer), failure: error ? asAppError(error) : null }
}

function useOtherPlan(answer: Answer | null): boolean {
  // What is drawn now goes before what is only said of it.
  const { route, track, departureMs, speedKn, request } = useDeferredValue(useVoyage())
  const { stepMin } = request
  // Only these make the points: a new name or another variable leaves them as they are.
  return useMemo(() => {
    const hasPlan = track !== null || route.waypoints.length > 1
    return answer !== null && hasPlan && !answersPlan(answer.columns, { route, track, departureMs, speedKn, stepMin })
  }, [answer, route, track, departureMs, speedKn, stepMin])
}

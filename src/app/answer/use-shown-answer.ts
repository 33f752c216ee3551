import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { shallow } from 'zustand/shallow'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { answersPlan, type PlanParts } from '#src/domain/voyage/answer-match.ts'
import { activePlan, isSailable } from '#src/domain/voyage/voyage.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { currentVoyage, onVoyageChanged } from '#src/state/voyage.ts'
import { useNaming } from './use-named-answers.ts'

interface ShownAnswer {
  answer: NamedAnswer | null
  /** True where the voyage is planned otherwise than it was asked for, or the answer is of another voyage. */
  otherPlan: boolean
  failure: AppError | null
}

/** The answer that is looked at, from this browser's store or the service. */
export function useShownAnswer(): ShownAnswer {
  const key = useShownKey()
  const source = useTaskActions()
  const { data, error } = useQuery({ ...answerQueries.byKey(key ?? '', source), enabled: key !== null })
  const naming = useNaming()
  const answer = key !== null && data ? naming(data) : null
  return { answer, otherPlan: useOtherPlan(answer), failure: error ? asAppError(error) : null }
}

/** Long enough that typing and dragging go before what is only said of the answer. */
const SETTLED_MS = 100

/** Called when the edits of the voyage have settled. */
function onVoyageSettled(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = onVoyageChanged(() => {
    clearTimeout(timer)
    timer = setTimeout(listener, SETTLED_MS)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** Only its answer draws the screen anew, not every edit. */
function useOtherPlan(answer: Answer | null): boolean {
  const look = useMemo(() => planWatch(answer), [answer])
  return useSyncExternalStore(onVoyageSettled, look)
}

function planWatch(answer: Answer | null): () => boolean {
  let seen: { plan: PlanParts; other: boolean } | null = null
  return () => {
    if (!answer) return false
    const voyage = currentVoyage()
    const plan: PlanParts = { ...activePlan(voyage), stepMin: voyage.request.stepMin }
    // Only these make the points: a new name or another variable leaves them as they are.
    if (!seen || !shallow(seen.plan, plan))
      seen = { plan, other: isSailable(plan) && !answersPlan(answer.columns, plan) }
    return seen.other
  }
}

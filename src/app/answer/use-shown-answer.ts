import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { shallow } from 'zustand/shallow'
import { answerQueries } from '#src/data/tasks/queries.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { isOtherPlan, otherPlanWords, type PlanParts } from '#src/domain/voyage/answer-match.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { currentVoyage, onVoyageChanged } from '#src/state/voyage.ts'
import { useNaming } from './use-named-answers.ts'

interface ShownAnswer {
  answer: NamedAnswer | null
  /** Says that the plan has changed since it was asked for, or that the answer is for another; null: it is for this plan. */
  mismatch: string | null
  failure: AppError | null
}

/** The answer on screen, from this browser's store or the service. */
export function useShownAnswer(): ShownAnswer {
  const key = useShownKey()
  const source = useTaskActions()
  const { data, error } = useQuery({ ...answerQueries.byKey(key ?? '', source), enabled: key !== null })
  const naming = useNaming()
  const answer = key !== null && data ? naming(data) : null
  return { answer, mismatch: useMismatch(answer), failure: error ? asAppError(error) : null }
}

/** Long enough for typing and dragging to go before what is merely said about the answer. */
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

/** Only a new result draws the screen again, not every edit. */
function useMismatch(answer: Answer | null): string | null {
  const look = useMemo(() => planWatch(answer), [answer])
  return useSyncExternalStore(onVoyageSettled, look)
}

function planWatch(answer: Answer | null): () => string | null {
  let seen: { id: string; plan: PlanParts; other: boolean } | null = null
  return () => {
    if (!answer) return null
    const voyage = currentVoyage()
    const { id } = voyage
    const plan: PlanParts = { ...activePlan(voyage), stepMin: voyage.request.stepMin }
    // Only these decide the points: a new name or another variable leaves them as they are.
    if (seen?.id !== id || !shallow(seen.plan, plan)) seen = { id, plan, other: isOtherPlan(answer, id, plan) }
    return seen.other ? otherPlanWords(answer, voyage) : null
  }
}

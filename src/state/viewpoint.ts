import { useMemo } from 'react'
import type { Viewpoint } from '#src/domain/tasks/answer-name.ts'
import type { Home } from '#src/domain/tasks/known-answers.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { useClock } from './clock.ts'
import { currentVoyage, useAlternativeNames, useVoyageId, useVoyageName } from './voyage.ts'

/** The open voyage and today's date, for naming answers. The same object until one of them changes. */
export function useViewpoint(): Viewpoint {
  const id = useVoyageId()
  const name = useVoyageName()
  const names = useAlternativeNames()
  const todayMs = useClock(DAY_MS)
  return useMemo(() => {
    const alternatives = Array.from(names, ([one, called]) => ({ id: one, name: called }))
    return { voyage: { id, name, alternatives }, todayMs }
  }, [id, name, names, todayMs])
}

/** Where a new answer would belong now: the open voyage and its active alternative. */
export function currentHome(): Home {
  const { id, activeId } = currentVoyage()
  return { voyageId: id, alternativeId: activeId }
}

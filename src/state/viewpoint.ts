import { useMemo } from 'react'
import type { Viewpoint } from '#src/domain/tasks/answer-name.ts'
import type { Home } from '#src/domain/tasks/known-answers.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { activeAlternative } from '#src/domain/voyage/alternatives.ts'
import { useClock } from './clock.ts'
import { currentVoyage, useAlternatives, useVoyageId, useVoyageName } from './voyage.ts'

/** The voyage that is open and today's date, from which answers are named. The same object until one of them changes. */
export function useViewpoint(): Viewpoint {
  const id = useVoyageId()
  const name = useVoyageName()
  const alternatives = useAlternatives()
  const todayMs = useClock(DAY_MS)
  return useMemo(() => ({ voyage: { id, name, alternatives }, todayMs }), [id, name, alternatives, todayMs])
}

/** Where an answer would be at home now: the alternative that is worked on, in the voyage that is open. */
export function currentHome(): Home {
  const voyage = currentVoyage()
  return { voyageId: voyage.id, alternativeId: activeAlternative(voyage).id }
}

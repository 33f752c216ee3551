import { useMemo } from 'react'
import type { Viewpoint } from '#src/domain/tasks/answer-name.ts'
import { useClock } from './clock.ts'
import { useAlternatives, useVoyageId, useVoyageName } from './voyage.ts'
import { DAY_MS } from '#src/domain/time.ts'

/** The voyage that is open and today's date, from which answers are named. The same object until one of them changes. */
export function useViewpoint(): Viewpoint {
  const id = useVoyageId()
  const name = useVoyageName()
  const alternatives = useAlternatives()
  const todayMs = useClock(DAY_MS)
  return useMemo(() => ({ voyage: { id, name, alternatives }, todayMs }), [id, name, alternatives, todayMs])
}

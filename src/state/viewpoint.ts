import { useMemo, useSyncExternalStore } from 'react'
import type { Viewpoint } from '#src/domain/tasks/answer-name.ts'
import { useAlternatives, useVoyageId, useVoyageName } from './voyage.ts'
import { DAY_MS, MINUTE_MS } from '#src/domain/time.ts'

function subscribe(look: () => void): () => void {
  const timer = setInterval(look, MINUTE_MS)
  return () => clearInterval(timer)
}
const today = () => Math.floor(Date.now() / DAY_MS) * DAY_MS

/** The voyage that is open and today's date, from which answers are named. The same object until one of them changes. */
export function useViewpoint(): Viewpoint {
  const id = useVoyageId()
  const name = useVoyageName()
  const alternatives = useAlternatives()
  const todayMs = useSyncExternalStore(subscribe, today)
  return useMemo(() => ({ voyage: { id, name, alternatives }, todayMs }), [id, name, alternatives, todayMs])
}

import { useMemo, useSyncExternalStore } from 'react'
import type { Viewpoint } from '#src/domain/tasks/answer-name.ts'
import { useAlternativeNames, useVoyageId, useVoyageName } from './voyage.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

function subscribe(look: () => void): () => void {
  const timer = setInterval(look, MINUTE_MS)
  return () => clearInterval(timer)
}
const today = () => Math.floor(Date.now() / DAY_MS) * DAY_MS

/** The voyage that is open and today's date, from which answers are named. The same object until one of them changes. */
export function useViewpoint(): Viewpoint {
  const id = useVoyageId()
  const name = useVoyageName()
  const names = useAlternativeNames()
  const todayMs = useSyncExternalStore(subscribe, today)
  return useMemo(() => {
    const alternatives = Array.from(names, ([one, called]) => ({ id: one, name: called }))
    return { voyage: { id, name, alternatives }, todayMs }
  }, [id, name, names, todayMs])
}

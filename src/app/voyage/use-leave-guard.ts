import { useEffect, useSyncExternalStore } from 'react'
import { storage } from '#src/data/storage/storage.ts'

/** The browser asks before the page is left while something is held in this tab only, and never otherwise. */
export function useLeaveGuard(): void {
  const state = useSyncExternalStore(storage.subscribe, storage.state)
  useEffect(() => {
    if (state === 'kept') return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state])
}

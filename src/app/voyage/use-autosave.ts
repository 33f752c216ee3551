import { useEffect, useSyncExternalStore } from 'react'
import { storage } from '#src/data/storage/storage.ts'
import { formatClockSeconds } from '#src/domain/units/time-text.ts'
import type { InLibrary } from '#src/data/library/library-sync.ts'
import { useTeam } from './library.ts'
import { session, useSession } from './session.ts'

/**
 * Opens the voyage last worked on, or the one in the address, and saves every change.
 * @returns the words for the top bar; `StorageNotice` explains trouble with storage in full
 */
export function useAutosave(addressed: string | null): { saveState: string } {
  const { savedMs, reading, atDesk } = useSession()
  const state = useSyncExternalStore(storage.subscribe, storage.state)

  const team = useTeam()
  useEffect(() => session.start(addressed), [addressed])
  useEffect(() => {
    const flush = () => void session.flush()
    const hidden = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [])

  if (state !== 'kept') return { saveState: 'In this tab only' }
  if (reading) return { saveState: 'Follows another tab' }
  if (atDesk !== null) return { saveState: atDesk === '' ? 'Follows another desk' : `Follows ${atDesk}` }
  const inLibrary = team?.now.voyage
  if (savedMs === null && !inLibrary) return { saveState: '' }
  const saved = savedMs === null ? 'Saved' : `Saved ${formatClockSeconds(savedMs)}`
  return { saveState: (inLibrary && libraryWords[inLibrary.kind]) ?? saved }
}

/** In the place of the time of the last save, where the library does not have it; the notices explain the trouble. */
const libraryWords: Readonly<Record<InLibrary['kind'], string | null>> = {
  kept: null,
  waiting: 'Saving …',
  away: 'Saved here',
  refused: 'Saved here',
  archived: 'Saved here',
  gone: 'Saved here',
  conflict: 'Two versions',
}

/** The browser asks before the page is left only while something is held in this tab alone. */
export function useLeaveGuard(): void {
  const state = useSyncExternalStore(storage.subscribe, storage.state)
  useEffect(() => {
    if (state === 'kept') return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state])
}

import { useEffect, useState, useSyncExternalStore } from 'react'
import { storage } from '#src/data/storage.ts'
import { loadLastVoyage, loadVoyage, saveVoyage } from '#src/data/voyages.ts'
import { formatClockSeconds } from '#src/domain/units/time-text.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, onVoyageChanged, useVoyageActions } from '#src/state/voyage.ts'
import { messageFor } from '#src/ui/messages.ts'

/** How long edits are gathered before they are written: the design allows the last second to be lost. */
const SAVE_AFTER_MS = 400

function writeSoon(onSaved: (nowMs: number) => void): { changed: (voyage: Voyage) => void; flush: () => void } {
  let waiting: Voyage | null = null
  let timer = 0
  const flush = () => {
    window.clearTimeout(timer)
    const voyage = waiting
    waiting = null
    if (voyage) void saveVoyage(voyage).then(() => onSaved(Date.now()))
  }
  return {
    flush,
    changed: (voyage) => {
      if (waiting && waiting.id !== voyage.id) flush() // another voyage was opened: the last edit of this one is written first
      waiting = voyage
      window.clearTimeout(timer)
      timer = window.setTimeout(flush, SAVE_AFTER_MS)
    },
  }
}

/**
 * Opens the voyage worked on last, or the one the address names, and saves every change.
 * @returns whether the stored voyage has been looked for, and the words for the top bar
 */
export function useAutosave(addressed: string | null): { opened: boolean; saveState: string } {
  const { voyageOpened } = useVoyageActions()
  const [opened, setOpened] = useState(false)
  const [savedMs, setSavedMs] = useState<number | null>(null)
  const state = useSyncExternalStore(storage.subscribe, storage.state)

  useEffect(() => {
    const before = currentVoyage()
    void (addressed ? loadVoyage(addressed) : loadLastVoyage()).then((voyage) => {
      // What was drawn while the disk was being read is not thrown away for it.
      if (voyage && currentVoyage() === before) voyageOpened(voyage)
      setOpened(true)
    })
  }, [addressed, voyageOpened])

  useEffect(() => {
    if (!opened) return
    const writer = writeSoon(setSavedMs)
    const stop = onVoyageChanged(writer.changed)
    window.addEventListener('pagehide', writer.flush)
    return () => {
      stop()
      writer.flush()
      window.removeEventListener('pagehide', writer.flush)
    }
  }, [opened])

  const words = savedMs === null ? '' : `Saved ${formatClockSeconds(savedMs)}`
  const saveState = state === 'kept' ? words : messageFor(state === 'full' ? 'storage-full' : 'storage-unavailable')
  return { opened, saveState }
}

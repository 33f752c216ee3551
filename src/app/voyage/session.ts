import { useSyncExternalStore } from 'react'
import { askToKeep } from '#src/data/voyages/voyages.ts'
import { createLocks } from '#src/data/locks.ts'
import { storage } from '#src/data/storage/storage.ts'
import { tabChannel } from '#src/data/tab-channel.ts'
import { createVoyageTabs } from '#src/data/voyages/voyage-tabs.ts'
import { newVoyageId } from '#src/state/voyage.ts'
import { createVoyageSession, type SessionSnapshot } from './voyage-session.ts'

/** The address follows the voyage, so that a reload or a second tab opens the same one. That of a task stays until another voyage is opened. */
function showAddress(voyageId: string | null, chosen: boolean): void {
  const path = voyageId === null ? '/' : `/v/${voyageId}`
  const { pathname } = window.location
  if (pathname !== path && (chosen || !pathname.startsWith('/t/'))) window.history.replaceState(null, '', path)
}

/** The page's one voyage session. */
export const session = createVoyageSession({
  storage,
  tabs: (events) =>
    createVoyageTabs({
      locks: 'locks' in navigator ? createLocks() : null,
      channel: tabChannel,
      events,
      tab: newVoyageId(),
    }),
  onAddress: showAddress,
  onKept: (voyage) => void askToKeep(voyage),
})

export const useSession = (): SessionSnapshot => useSyncExternalStore(session.subscribe, session.snapshot)

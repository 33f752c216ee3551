import { useSyncExternalStore } from 'react'
import { askToKeep } from '#src/data/voyages/voyages.ts'
import { createLocks } from '#src/data/locks.ts'
import { storage } from '#src/data/storage/storage.ts'
import { tabChannel } from '#src/data/tab-channel.ts'
import { createVoyageTabs } from '#src/data/voyages/voyage-tabs.ts'
import { newVoyageId } from '#src/state/voyage.ts'
import { showAddress } from '../address.ts'
import { bringFromLibrary, savedHere } from './library.ts'
import { createVoyageSession, type SessionSnapshot } from './voyage-session.ts'

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
  onKept: (voyage) => {
    void askToKeep(voyage)
    savedHere(voyage.id)
  },
  bring: bringFromLibrary,
})

export const useSession = (): SessionSnapshot => useSyncExternalStore(session.subscribe, session.snapshot)

import { useEffect, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import { createListeners } from '#src/data/listeners.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { openTasks } from '#src/data/tasks/use-tasks.tsx'
import type { KeptVoyage } from '#src/data/voyages/voyages.ts'
import { keepsLibrary } from '#src/domain/tasks/rights.ts'
import type { Team, TeamSnapshot } from './team.ts'

/** What the page needs first has come by then. */
const JOIN_AFTER_MS = 1500

const { subscribe, notify } = createListeners()
let team: Promise<Team> | null = null
let joined: Team | null = null

/** The page's part in the team's library, loaded when it is first needed. */
export function joinTeam(): Promise<Team> {
  team ??= import('./team-of-page.ts').then(({ openTeam }) => {
    joined = openTeam()
    joined.subscribe(notify)
    notify()
    return joined
  })
  return team
}

/** A voyage was stored here; before the library is joined that is noticed when it is. */
export const savedHere = (voyageId: string): void => joined?.sync.saved(voyageId)

/** A voyage was deleted here: it is archived in the library, where there is one. */
export async function deletedHere(voyageId: string): Promise<void> {
  if (await hasLibrary()) await (await joinTeam()).sync.archive(voyageId)
}

/** A voyage that was deleted here was put back. */
export async function putBackHere(voyageId: string): Promise<void> {
  if (await hasLibrary()) await (await joinTeam()).sync.restore(voyageId)
}

/** Does the server keep one, as far as is known? */
const hasLibrary = async (): Promise<boolean> =>
  keepsLibrary(
    await openTasks()
      .client.ensureQueryData(aboutQuery())
      .catch(() => null),
  )

/**
 * Brings a voyage of the library into this browser; null where the server keeps no library.
 * @throws AppError `voyage-not-here` where it is not in the library
 */
export async function bringFromLibrary(voyageId: string): Promise<KeptVoyage | null> {
  return (await hasLibrary()) ? (await joinTeam()).bring(voyageId) : null
}

/** Joins the team once the page is idle, where the server keeps a library. */
export function useLibrary(): void {
  const { data: about } = useQuery(aboutQuery())
  const isKept = keepsLibrary(about ?? null)
  useEffect(() => {
    if (!isKept) return
    let end: (() => void) | undefined
    let isLeft = false
    const join = async () => {
      const { start } = await joinTeam()
      if (!isLeft) end = start()
    }
    const timer = setTimeout(() => void join().catch(() => undefined), JOIN_AFTER_MS)
    return () => {
      isLeft = true
      clearTimeout(timer)
      end?.()
    }
  }, [isKept])
}

/** How the open voyage stands to the library; null: there is none, or it is not joined yet. */
export const useTeam = (): { readonly team: Team; readonly now: TeamSnapshot } | null => {
  const now = useSyncExternalStore(subscribe, () => joined?.snapshot() ?? null)
  return joined && now ? { team: joined, now } : null
}

import { QueryObserver } from '@tanstack/react-query'
import { onServerAnswers } from '#src/data/http/server-answers.ts'
import { entryCalls, entryList } from '#src/data/library/library-calls.ts'
import { createTeamEntries, teamList } from '#src/data/library/team-entries.ts'
import { createLocks } from '#src/data/locks.ts'
import { pageSight } from '#src/data/tasks/leader.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { openTasks } from '#src/data/tasks/use-tasks.tsx'
import { areaKind, profileKind, shipKind } from '#src/domain/library/team-kinds.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'
import { SECOND_MS } from '#src/domain/time.ts'
import { profileList } from '#src/state/limit-profiles.ts'
import { shipList } from '#src/state/ships.ts'
import { areaList, currentTeamLists, teamListsChanged } from '#src/state/team-lists.ts'

/** Coming back to the page is a reason to look, but not each time within this. */
const PAUSE_MS = 30 * SECOND_MS

let isKept = false

/** Keeps ships, limit profiles and areas together with the library's, where the server has one. For the life of the page. */
export function keepTeamLists(): void {
  if (isKept) return
  isKept = true
  const entries = createTeamEntries({
    lists: [
      teamList({
        name: 'ship',
        list: shipList,
        kind: shipKind,
        calls: entryCalls('ship'),
        all: () => entryList('ship'),
      }),
      teamList({
        name: 'limit-profile',
        list: profileList,
        kind: profileKind,
        calls: entryCalls('limit-profile'),
        all: () => entryList('limit-profile'),
      }),
      teamList({
        name: 'area',
        list: areaList,
        kind: areaKind,
        calls: entryCalls('area'),
        all: () => entryList('area'),
      }),
    ],
    locks: createLocks(),
    mayChange: () => currentTeamLists().mayChange,
    told: teamListsChanged,
  })
  let stop: (() => void) | null = null
  let lastMs = 0
  const ask = () => {
    lastMs = Date.now()
    if (stop) entries.ask()
  }
  const about = new QueryObserver(openTasks().client, { ...aboutQuery(), enabled: false })
  const follow = ({ data }: ReturnType<typeof about.getCurrentResult>) => {
    if (!data) return
    const hasLibrary = data.capabilities.includes('library')
    const { me, maySend } = rightsOf(data)
    teamListsChanged({ me, mayChange: maySend, ask })
    if (hasLibrary) stop ??= entries.start()
    else {
      stop?.()
      stop = null
      teamListsChanged({ standing: 'off' })
    }
  }
  about.subscribe(follow)
  follow(about.getCurrentResult())
  pageSight.subscribe(() => {
    if (pageSight.isVisible() && Date.now() - lastMs > PAUSE_MS) ask()
  })
  onServerAnswers(() => {
    if (currentTeamLists().standing === 'away') ask()
  })
}

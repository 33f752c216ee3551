import { tabLocks } from '#src/data/locks.ts'
import { createTeamEntries, teamList, type TeamNews } from '#src/data/library/team-entries.ts'
import {
  type KeptItem,
  type KeptItems,
  shownItems,
  withBack,
  withKept,
  withoutKept,
} from '#src/domain/library/kept-list.ts'
import { shipKind } from '#src/domain/library/team-kinds.ts'
import { withMine, withTheirs } from '#src/domain/library/team-list.ts'
import { emptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import type { FakeLibrary } from './fake-library.ts'

/** A browser with its list of ships and its way to the library. */
export class TeamBrowser {
  list: KeptItems<Ship> = { items: [], hasMet: false }
  news: TeamNews | null = null
  mayChange = true
  readonly round: () => Promise<void>

  readonly #newId: () => string

  constructor(calls: ReturnType<FakeLibrary['callsOf']>, newId: () => string) {
    this.#newId = newId
    const shared = {
      now: () => this.list,
      // As localStorage keeps it.
      changed: (change: (list: KeptItems<Ship>) => KeptItems<Ship>) =>
        void (this.list = JSON.parse(JSON.stringify(change(this.list))) as KeptItems<Ship>),
      subscribe: () => () => undefined,
    }
    const ships = teamList<Ship>({ name: 'ship', list: shared, kind: shipKind, calls, all: calls.all })
    this.round = createTeamEntries({
      lists: [ships],
      locks: tabLocks(),
      mayChange: () => this.mayChange,
      told: (news) => (this.news = news),
    }).round
  }

  keep(ship: Partial<Ship>): void {
    this.list = withKept(this.list, { ...emptyShip, ...ship }, isSameShip, this.#newId(), 50)
  }
  forget(doc: Ship): void {
    this.list = withoutKept(this.list, doc, isSameShip)
  }
  takeBack(item: KeptItem<Ship>): void {
    this.list = withBack(this.list, item)
  }
  decide({ id }: KeptItem<Ship>, whose: 'mine' | 'theirs'): void {
    this.list = whose === 'mine' ? withMine(this.list, id) : withTheirs(this.list, id, shipKind)
  }
  shown(): Ship[] {
    return shownItems(this.list).map(({ doc }) => doc)
  }
  /** Every question that is open. */
  asked(): KeptItem<Ship>[] {
    return this.list.items.filter(({ theirs }) => theirs !== undefined)
  }
}

import type { TeamListName } from '#src/domain/library/entries.ts'
import type { KeptItem, KeptItems } from '#src/domain/library/kept-list.ts'
import {
  nextSending,
  type TeamKind,
  withAnswer,
  withLibrary,
  withoutTwins,
  withSent,
} from '#src/domain/library/team-list.ts'
import type { EntryState, LibraryEntry } from '#src/domain/library/wire.ts'
import { changesBetween } from '#src/domain/voyage/changes.ts'
import { MINUTE_MS, SECOND_MS } from '#src/domain/time.ts'
import { HttpError, isUnwritable } from '../http/http-error.ts'
import type { Locks } from '../locks.ts'
import type { EntryCalls, EntryDocument } from './library-calls.ts'

/** Waits between rounds, milliseconds. */
export const teamPolicy = {
  /** After a change here, so that a row of them goes in one round. */
  afterChangeMs: SECOND_MS,
  /** Between looks at what others have changed. */
  lookMs: 5 * MINUTE_MS,
  /** Doubled with each failure in a row. */
  failure: { firstMs: 10 * SECOND_MS, longestMs: 5 * MINUTE_MS },
} as const

/** A list of this browser, as it is kept together with the library's. */
export interface SharedList<D> {
  readonly now: () => KeptItems<D>
  readonly changed: (change: (list: KeptItems<D>) => KeptItems<D>) => void
  readonly subscribe: (listener: () => void) => () => void
}

export interface TeamList<D> {
  readonly name: TeamListName
  readonly list: SharedList<D>
  readonly kind: TeamKind<D>
  readonly calls: Pick<EntryCalls, 'create' | 'save' | 'archive'>
  readonly all: () => Promise<readonly LibraryEntry[]>
}

/** What is told of the rounds. */
export interface TeamNews {
  readonly standing: 'current' | 'away' | 'full'
  readonly refused: Readonly<Record<string, string>>
  readonly unread: Partial<Readonly<Record<TeamListName, number>>>
}

interface TeamEntriesParts {
  /** Each with documents of its own kind; nothing passes from one to the other. */
  readonly lists: readonly AnyTeamList[]
  readonly locks: Locks
  /** Viewers only read. */
  readonly mayChange: () => boolean
  readonly told: (news: TeamNews) => void
}

/** A list that keeps to itself what its documents are. */
export interface AnyTeamList {
  readonly name: TeamListName
  readonly subscribe: (listener: () => void) => () => void
  /** Reads the library, and sends what it does not have. @throws HttpError */
  readonly round: (round: Round) => Promise<void>
  /** Something waits that could be sent. */
  readonly hasWork: (refused: Refused) => boolean
}

/** What the library did not take, with its words: the same is not sent again. */
type Refused = Map<string, { readonly document: string; readonly words: string }>

interface Round {
  readonly mayChange: boolean
  readonly refused: Refused
  readonly unread: (count: number) => void
}

const stateAfter = ({ rev, changedBy, changedAt, archivedAt }: EntryState, document: EntryDocument) => ({
  rev,
  document,
  by: changedBy,
  at: changedAt,
  isArchived: archivedAt !== null,
})

/** Somebody was faster, or it is gone: what the library has now decides. */
const isOvertaken = (error: unknown) => error instanceof HttpError && [404, 409, 412].includes(error.status ?? 0)
const isRefused = (error: unknown): error is HttpError =>
  error instanceof HttpError && (error.status === 413 || error.status === 422)

/** As often as an answer may show that somebody was faster, in one round. */
const TRIES = 3

export function teamList<D>({ name, list, kind, calls, all }: TeamList<D>): AnyTeamList {
  const readLibrary = async ({ unread, mayChange }: Round) => {
    const asked = list.now().items
    const entries = await all()
    unread(entries.filter(({ archivedAt, document }) => archivedAt === null && kind.read(document) === null).length)
    list.changed((now) => {
      const read = withLibrary(now, entries, asked, kind)
      const after = mayChange ? withoutTwins(read, kind) : read
      return changesBetween(now, after).length === 0 ? now : after
    })
  }
  const isRefusedNow = (item: KeptItem<D>, refused: Refused) =>
    refused.get(item.id)?.document === JSON.stringify([item.doc, item.isGone])
  const waiting = (refused: Refused) =>
    list.now().items.filter((item) => nextSending(item, kind) !== null && !isRefusedNow(item, refused))

  /** @returns false where somebody else was faster. @throws HttpError */
  const send = async (item: KeptItem<D>, refused: Refused): Promise<boolean> => {
    const sending = nextSending(item, kind)
    if (!sending) return true
    const { id, team } = item
    try {
      if (sending.do === 'archive') {
        const answer = await calls.archive(id, sending.rev)
        list.changed((now) => withAnswer(now, id, stateAfter(answer, team?.document ?? {})))
      } else {
        const { document } = sending
        list.changed((now) => withSent(now, id, document))
        const answer =
          sending.do === 'create'
            ? await calls.create(id, document)
            : await calls.save(id, sending.rev, document, { restores: sending.restores })
        list.changed((now) => withAnswer(now, id, stateAfter(answer, document)))
      }
      refused.delete(id)
    } catch (error) {
      if (isOvertaken(error)) return false
      if (!isRefused(error)) throw error
      refused.set(id, { document: JSON.stringify([item.doc, item.isGone]), words: error.said })
    }
    return true
  }
  return {
    name,
    subscribe: list.subscribe,
    hasWork: (refused) => waiting(refused).length > 0,
    round: async (round) => {
      const { mayChange, refused } = round
      for (let tries = 0; tries < TRIES; tries++) {
        await readLibrary(round)
        let isOver = true
        // Taken one by one: the list may change while an answer is awaited.
        if (mayChange)
          for (const { id } of waiting(refused)) {
            const item = list.now().items.find((one) => one.id === id)
            if (item && !(await send(item, refused))) isOver = false
          }
        if (isOver) return
      }
    },
  }
}

export interface TeamEntries {
  /** Asks now: the page has come into sight, or a dialog shows the lists. */
  readonly ask: () => void
  /** Follows the lists until it is told to stop. */
  readonly start: () => () => void
  /** One round, for whoever waits for it. */
  readonly round: () => Promise<void>
}

/**
 * Keeps lists of this browser and the library's together. The browser's list is always first and complete; what the
 * library does not have yet is sent when it answers, from one tab at a time.
 */
export function createTeamEntries({ lists, locks, mayChange, told }: TeamEntriesParts): TeamEntries {
  const refused: Refused = new Map()
  const unread: Partial<Record<AnyTeamList['name'], number>> = {}
  let failures = 0
  let isRunning = false
  let isAskedAgain = false
  let isStarted = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (standing: TeamNews['standing']) =>
    told({
      standing,
      refused: Object.fromEntries([...refused].map(([id, { words }]) => [id, words])),
      unread: { ...unread },
    })

  async function round(): Promise<void> {
    try {
      for (const list of lists)
        await list.round({ mayChange: mayChange(), refused, unread: (count) => (unread[list.name] = count) })
      failures = 0
      tell('current')
    } catch (error) {
      failures++
      tell(standingAfter(error))
    }
  }
  function next(waitMs: number): void {
    clearTimeout(timer)
    if (isStarted) timer = setTimeout(ask, waitMs)
  }
  function afterRound(): void {
    const { firstMs, longestMs } = teamPolicy.failure
    if (failures > 0) return next(Math.min(firstMs * 2 ** (failures - 1), longestMs))
    const hasMore = isAskedAgain || (mayChange() && lists.some((list) => list.hasWork(refused)))
    next(hasMore ? teamPolicy.afterChangeMs : teamPolicy.lookMs)
  }
  function ask(): void {
    if (isRunning) {
      isAskedAgain = true
      return
    }
    clearTimeout(timer)
    isRunning = true
    isAskedAgain = false
    // Another tab that is at it sends what this one has changed, too; this one looks again later.
    void locks.attempt('team-lists', round).finally(() => {
      isRunning = false
      afterRound()
    })
  }
  return {
    ask,
    round,
    start: () => {
      isStarted = true
      const ends = lists.map((list) =>
        list.subscribe(() => {
          if (!isRunning && failures === 0 && mayChange() && list.hasWork(refused)) next(teamPolicy.afterChangeMs)
        }),
      )
      ask()
      return () => {
        isStarted = false
        clearTimeout(timer)
        ends.forEach((end) => end())
      }
    },
  }
}

/** A full or read-only disk is told by the server itself; all else is silence. */
const standingAfter = (error: unknown): 'away' | 'full' => (isUnwritable(error) ? 'full' : 'away')

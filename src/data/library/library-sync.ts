import { AppError, asAppError } from '#src/domain/errors.ts'
import { besideOf, type Beside, newestAnswers, nothingBeside } from '#src/domain/library/beside.ts'
import { type Choice, chosenVersion, differencesBetween } from '#src/domain/library/two-versions.ts'
import {
  type AnswerLink,
  readVoyageDocument,
  type VoyageDocument,
  voyageDocumentJson,
} from '#src/domain/library/voyage-document.ts'
import type { EntryState, LibraryEntry } from '#src/domain/library/wire.ts'
import { SECOND_MS } from '#src/domain/time.ts'
import { noHistory, withStep } from '#src/domain/voyage/history.ts'
import { readVoyage } from '#src/domain/voyage/stored-voyage.ts'
import { type Voyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { outcomeOf } from '../http/http-error.ts'
import { createListeners } from '../listeners.ts'
import type { Locks } from '../locks.ts'
import type { StoredLink, TheirVersion } from '../storage/storage-schema.ts'
import type { Storage } from '../storage/storage.ts'
import { type KeptVoyage, loadVoyage, notSaved, saveVoyage } from '../voyages/voyages.ts'
import { digest } from './digest.ts'
import type { EntryCalls, SaveOptions } from './library-calls.ts'

/** Every wait of the sync. Milliseconds. */
export const syncPolicy = {
  /** Edits are gathered for this long before they are sent. */
  sendAfterMs: 2 * SECOND_MS,
  /** Waits between tries while the library does not answer; the last one repeats. */
  retryMs: [5, 10, 20, 40, 60].map((seconds) => seconds * SECOND_MS),
} as const

/** How a voyage of this browser stands to the library. */
export type InLibrary =
  | { readonly kind: 'kept' }
  /** It is about to be sent. */
  | { readonly kind: 'waiting' }
  /** The library does not take it now; it is tried again by itself. */
  | { readonly kind: 'away'; readonly failure: AppError }
  /** The library will not take it, and trying again would not help. */
  | { readonly kind: 'refused'; readonly failure: AppError }
  /** Somebody else has changed it too. */
  | { readonly kind: 'conflict'; readonly theirs: TheirVersion }
  /** Somebody has archived it. */
  | { readonly kind: 'archived'; readonly by: string; readonly atMs: number }
  /** It is not there any more, or not for this user. */
  | { readonly kind: 'gone' }

export interface LibrarySync {
  readonly subscribe: (listener: () => void) => () => void
  /** null: it is not known yet. The same object until something changes. */
  readonly state: (voyageId: string) => InLibrary | null
  /** A stored voyage has changed, or what is beside it: it is sent in a moment. */
  readonly saved: (voyageId: string) => void
  /** What waits is sent at once. @param options of the save of this voyage alone */
  readonly send: (voyageId: string, options?: SaveOptions) => Promise<void>
  /**
   * Sends all that waits, and what the library has never had.
   * @param beforeMs epoch milliseconds
   * @returns the voyages that the library had never had, of those last changed before then
   */
  readonly sendAll: (beforeMs?: number) => Promise<Voyage[]>
  /** The library has this revision of a voyage, as a list or a desk's answer said. */
  readonly heard: (voyageId: string, rev: number) => Promise<void>
  /**
   * Stores a voyage of the library, unless this browser has it.
   * @returns the voyage as it is stored here
   * @throws AppError `not-found`, `voyage-newer` and those of a call
   */
  readonly bring: (voyageId: string) => Promise<KeptVoyage>
  /**
   * Ends a conflict. @param author whose routes theirs are called if both are taken; empty: they keep their names
   * @returns false where both together would be too many alternatives
   * @throws HttpError where the library does not answer: the conflict stays
   */
  readonly settle: (voyageId: string, choice: Choice, author: string) => Promise<boolean>
  /** It was deleted here: archives it. */
  readonly archive: (voyageId: string) => Promise<void>
  /** Takes it out of the archive, or back after it was deleted here. */
  readonly restore: (voyageId: string) => Promise<void>
  /** A choice of what is shown of a voyage was made here: it is sent in a moment, over what others have chosen. */
  readonly showed: (voyageId: string, shown: Beside['shown']) => Promise<void>
  /** What is kept beside a voyage. */
  readonly beside: (voyageId: string) => Promise<Beside>
  readonly stop: () => void
}

interface SyncParts {
  storage: Storage
  calls: Pick<EntryCalls, 'read' | 'create' | 'save' | 'archive'>
  locks: Locks
  /** The answers that this browser has to a voyage. */
  answersOf?: (voyageId: string) => readonly AnswerLink[]
  /** Does the work once all edits of the voyage are stored, and before the next one is. */
  exclusively?: (voyageId: string, work: () => Promise<void>) => Promise<void>
  /** The library has a voyage as it is stored here. */
  onSent?: (voyageId: string) => void
  /** A stored voyage was replaced by what the library has. */
  onBrought?: (voyageId: string) => void
  now?: () => number
  policy?: { readonly sendAfterMs: number; readonly retryMs: readonly number[] }
}

/** Digests of one voyage that are remembered; one that certainly came through makes the earlier ones worthless. */
const MOST_SENT = 50
/** No save has this number, so that the voyage counts as edited. */
const NEVER_SENT = -1

const noLink = (id: string): StoredLink => ({
  id,
  rev: null,
  sentRev: 0,
  beside: nothingBeside,
  shown: null,
  sent: [],
  theirs: null,
  archive: false,
  restore: false,
})

/**
 * Of the voyage alone: what is kept beside it is put together, never chosen between. The same voyage is the same text,
 * as all that is stored or received was read by the schema, which puts its members in order.
 */
const digestOf = (document: VoyageDocument) => digest(voyageDocumentJson(document).voyage)

/**
 * Keeps the voyages of this browser and those of the library the same. The browser saves first; what it has saved since
 * the library last had it waits in the link of the voyage, through reloads and days offline. Several tabs may do this at
 * once: all that is known is in storage, and one tab at a time works on a voyage.
 */
export function createLibrarySync({
  storage,
  calls,
  locks,
  answersOf = () => [],
  exclusively = (_, work) => work(),
  onSent = () => undefined,
  onBrought = () => undefined,
  now = Date.now,
  policy = syncPolicy,
}: SyncParts): LibrarySync {
  const { subscribe, notify } = createListeners()
  const states = new Map<string, InLibrary>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const queues = new Map<string, Promise<void>>()
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  function become(voyageId: string, state: InLibrary): void {
    states.set(voyageId, state)
    notify()
  }
  const linkOf = async (id: string): Promise<StoredLink> => (await storage.get('links', id)) ?? noLink(id)
  const putLink = (link: StoredLink) => storage.put('links', link)

  /** One at a time for each voyage, in this tab and in the others. */
  function alone<T>(voyageId: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(voyageId) ?? Promise.resolve()
    const done = before.then(() => held(`library:${voyageId}`, work))
    queues.set(
      voyageId,
      done.then(
        () => undefined,
        () => undefined,
      ),
    )
    return done
  }
  function held<T>(name: string, work: () => Promise<T>): Promise<T> {
    const ends = new AbortController()
    return new Promise<T>((resolve, reject) => {
      locks.hold(name, ends.signal, () => void work().then(resolve, reject))
    }).finally(() => ends.abort())
  }

  /** A call about a voyage failed; what that means for it. */
  function failed(voyageId: string, error: unknown): void {
    const failure = asAppError(error)
    const isHopeless = outcomeOf(error) === 'refused' || ['voyage-newer', 'voyage-unreadable'].includes(failure.code)
    if (isHopeless) return become(voyageId, { kind: 'refused', failure })
    become(voyageId, { kind: 'away', failure })
    if (retry !== undefined || stopped) return
    const waitMs = policy.retryMs[Math.min(failures, policy.retryMs.length - 1)] ?? 0
    failures++
    retry = setTimeout(() => {
      retry = undefined
      void sendAll()
    }, waitMs)
  }

  function documentOf({ voyage }: KeptVoyage, { beside, shown }: StoredLink): VoyageDocument {
    const answers = newestAnswers(beside.answers, answersOf(voyage.id))
    return { schema: VOYAGE_SCHEMA, voyage, ...beside, answers, shown: { ...beside.shown, ...shown } }
  }
  const isWaiting = (kept: KeptVoyage, link: StoredLink) =>
    link.rev === null ||
    link.shown !== null ||
    link.restore ||
    kept.saved.rev !== link.sentRev ||
    hasNewAnswers(kept, link)
  const hasNewAnswers = (kept: KeptVoyage, link: StoredLink) =>
    documentOf(kept, link).answers.some(
      (one) =>
        !link.beside.answers.some((known) => known.taskId === one.taskId && known.alternative === one.alternative),
    )

  async function send(voyageId: string, options: SaveOptions = {}): Promise<void> {
    clearTimeout(timers.get(voyageId))
    timers.delete(voyageId)
    await alone(voyageId, () => bringUp(voyageId, options))
  }

  /** Sends what waits, as often as it takes. */
  async function bringUp(voyageId: string, options: SaveOptions): Promise<void> {
    try {
      // Each round ends with what is stored here and there, or knows more about what is there.
      for (let round = 0; round < 5; round++) if (await isDone(voyageId, options)) return
      throw new AppError('busy', 'the voyage is being changed all the time')
    } catch (error) {
      failed(voyageId, error)
    }
  }

  async function isDone(voyageId: string, options: SaveOptions): Promise<boolean> {
    const link = await linkOf(voyageId)
    if (link.archive) return isArchived(link)
    const kept = await loadVoyage(voyageId, storage)
    if (!kept) return true
    if (link.theirs) {
      become(voyageId, { kind: 'conflict', theirs: link.theirs })
      return true
    }
    if (!isWaiting(kept, link) && !options.handOver) {
      become(voyageId, { kind: 'kept' })
      return true
    }
    const document = documentOf(kept, link)
    const json = voyageDocumentJson(document)
    const own = digest(json.voyage)
    // Taken from the library, or edited back to what it has: nobody has to be asked, and a viewer could not save it.
    const [known, ...later] = link.sent
    const isThere = known === own && later.length === 0 && link.shown === null && !hasNewAnswers(kept, link)
    if (link.rev !== null && isThere && !link.restore && !options.handOver) {
      await acknowledge(link, link.rev, kept, document)
      return true
    }
    const sent = [...link.sent.filter((one) => one !== own), own].slice(-MOST_SENT)
    await putLink({ ...link, sent })
    let state: EntryState
    try {
      state =
        link.rev === null
          ? await calls.create(voyageId, json)
          : await calls.save(voyageId, link.rev, json, { ...options, restores: link.restore })
    } catch (error) {
      const { code } = asAppError(error)
      if (code === 'conflict') return isSettledWith(await calls.read(voyageId), { ...link, sent })
      if (code === 'not-found') return isGone(voyageId)
      if (outcomeOf(error) !== 'unknown') await putLink(link) // it is certainly not there
      throw error
    }
    if (state.archivedAt !== null) return isTakenBack(state, { ...link, sent })
    await acknowledge(link, state.rev, kept, document)
    return true
  }

  /** What the library has is archived: taken back in the next round if that is wanted. */
  async function isTakenBack({ rev, changedBy, changedAt }: EntryState, link: StoredLink): Promise<boolean> {
    if (link.restore) {
      await putLink({ ...link, rev })
      return false
    }
    become(link.id, { kind: 'archived', by: changedBy, atMs: Date.parse(changedAt) })
    return true
  }

  /** The library has what was stored here as `kept`. */
  async function acknowledge(link: StoredLink, rev: number, { saved, voyage }: KeptVoyage, document: VoyageDocument) {
    const cleared = { shown: null, restore: false, theirs: null }
    const sent = [digestOf(document)]
    await putLink({ ...link, ...cleared, rev, sentRev: saved.rev, beside: besideOf(document), sent })
    failures = 0
    become(voyage.id, { kind: 'kept' })
    onSent(voyage.id)
  }
  function isGone(voyageId: string): true {
    failures = 0
    become(voyageId, { kind: 'gone' })
    return true
  }

  async function isArchived(link: StoredLink): Promise<boolean> {
    try {
      // Where the answer to its first save was lost, it may be there all the same.
      const rev = link.rev ?? (link.sent.length > 0 ? (await calls.read(link.id)).rev : null)
      if (rev !== null) await calls.archive(link.id, rev)
    } catch (error) {
      // Whoever has changed it since still works on it; and what is gone needs no archive.
      if (!['conflict', 'not-found'].includes(asAppError(error).code)) throw error
    }
    failures = 0
    await storage.remove('links', link.id)
    states.delete(link.id)
    notify()
    return true
  }

  /** The library has another version than the one known here. @returns false: another round has to follow */
  async function isSettledWith(entry: LibraryEntry, link: StoredLink): Promise<boolean> {
    failures = 0
    const voyageId = link.id
    const kept = await loadVoyage(voyageId, storage)
    if (!kept) return true
    const theirs = readVoyageDocument(entry.document)
    if (entry.archivedAt !== null && !link.restore) return isTakenBack(entry, link)
    const theirDigest = digestOf(theirs)
    const beside = besideOf(theirs)
    if (theirDigest === digestOf(documentOf(kept, link))) {
      if (entry.archivedAt !== null) return isTakenBack(entry, link)
      await putLink({ ...link, rev: entry.rev, sentRev: kept.saved.rev, beside, sent: [theirDigest], theirs: null })
      onSent(voyageId)
      return false // what is beside it may still have to be sent
    }
    const isEdited = link.rev === null || kept.saved.rev !== link.sentRev
    if (!isEdited) {
      await exclusively(voyageId, async () => {
        const now = await loadVoyage(voyageId, storage)
        if (now?.saved.rev !== kept.saved.rev) return // edited just now
        const { saved } = await receive(theirs.voyage, kept)
        await putLink({ ...link, rev: entry.rev, sentRev: saved.rev, beside, sent: [theirDigest] })
      })
      onBrought(voyageId)
      return false
    }
    // What is there is what was changed here, or was sent from here and its answer lost; or there is nothing to decide.
    const isOwn = link.sent.includes(theirDigest)
    const isAlike = differencesBetween(kept.voyage, theirs.voyage).length === 0
    if (isOwn || isAlike) await putLink({ ...link, rev: entry.rev, beside, sent: [theirDigest] })
    else await putLink({ ...link, theirs: theirVersion(entry) })
    return false
  }

  /**
   * Stores what the library has, as a step that can be undone.
   * @throws AppError `busy` where a tab has saved the voyage meanwhile
   */
  async function receive(voyage: Voyage, kept: KeptVoyage | null): Promise<KeptVoyage> {
    const history = kept ? withStep(kept.history, kept.voyage, voyage) : noHistory
    const saved = await saveVoyage(voyage, history, kept?.saved ?? notSaved, now(), storage)
    if (saved) return { voyage, history, saved }
    throw new AppError('busy', 'another tab saved the voyage meanwhile')
  }

  async function sendAll(beforeMs = Infinity): Promise<Voyage[]> {
    clearTimeout(retry)
    retry = undefined
    const [voyages, links] = [await storage.keys('voyages'), await storage.getAll('links')]
    const known = new Map(links.map((link) => [link.id, link]))
    const takenIn: Voyage[] = []
    for (const id of voyages) {
      if (stopped) break
      await send(id)
      const state = states.get(id)
      if (known.get(id)?.rev == null && state?.kind === 'kept') {
        const stored = await storage.get('voyages', id)
        if (stored && (stored.savedMs ?? 0) < beforeMs) takenIn.push(readVoyage(stored.schema, stored.doc))
      }
      if (state?.kind === 'away') break // the others would wait for the same
    }
    for (const { id, archive } of links) if (archive) await send(id)
    return takenIn
  }

  function saved(voyageId: string): void {
    const before = states.get(voyageId)
    if (before?.kind !== 'conflict' && before?.kind !== 'away') become(voyageId, { kind: 'waiting' })
    if (timers.has(voyageId) || stopped) return
    timers.set(
      voyageId,
      setTimeout(() => void send(voyageId), policy.sendAfterMs),
    )
  }

  async function settle(voyageId: string, choice: Choice, author: string): Promise<boolean> {
    let fits = true
    await alone(voyageId, async () => {
      const [link, kept] = [await linkOf(voyageId), await loadVoyage(voyageId, storage)]
      if (!link.theirs || !kept) return
      const { rev, document } = link.theirs
      const theirs = readVoyageDocument(document)
      const outcome = chosenVersion(choice, { voyage: kept.voyage, answers: link.beside.answers }, theirs, author)
      fits = outcome !== null
      if (!outcome) return
      // What is replaced stays a version of its own, also where one person works at both desks.
      if (choice !== 'theirs' && !(await isClosed(link))) return
      const { voyage, beside } = outcome
      const received = voyage === kept.voyage ? null : await receive(voyage, kept)
      const sentRev = choice === 'theirs' && received ? received.saved.rev : NEVER_SENT
      await putLink({ ...link, rev, sentRev, beside, sent: [digestOf(theirs)], theirs: null })
      if (received !== null) onBrought(voyageId)
    })
    if (fits) await send(voyageId)
    return fits
  }

  /** Closes their version in the library. False: they have changed it again, and the conflict is with that now. */
  async function isClosed({ theirs, ...link }: StoredLink): Promise<boolean> {
    if (!theirs) return true
    try {
      await calls.save(link.id, theirs.rev, theirs.document, { handOver: true })
      return true
    } catch (error) {
      if (asAppError(error).code !== 'conflict') throw error
      await putLink({ ...link, theirs: theirVersion(await calls.read(link.id)) })
      return false
    }
  }

  return {
    subscribe,
    state: (voyageId) => states.get(voyageId) ?? null,
    saved,
    send,
    sendAll,
    heard: async (voyageId, rev) => {
      const link = await linkOf(voyageId)
      if (link.rev === null || rev === link.rev || (link.theirs && rev === link.theirs.rev)) return
      await alone(voyageId, async () => {
        try {
          const now = await linkOf(voyageId)
          if (now.rev === rev || now.archive) return
          await isSettledWith(await calls.read(voyageId), { ...now, theirs: null })
        } catch (error) {
          if (asAppError(error).code === 'not-found') isGone(voyageId)
          else failed(voyageId, error)
        }
      })
      await send(voyageId)
    },
    bring: (voyageId) =>
      alone(voyageId, async () => {
        const known = await loadVoyage(voyageId, storage)
        if (known) return known
        const entry = await calls.read(voyageId)
        const document = readVoyageDocument(entry.document)
        const kept = await receive(document.voyage, null)
        const link = { rev: entry.rev, sentRev: kept.saved.rev, beside: besideOf(document), sent: [digestOf(document)] }
        await putLink({ ...noLink(voyageId), ...link })
        if (entry.archivedAt === null) become(voyageId, { kind: 'kept' })
        else become(voyageId, { kind: 'archived', by: entry.changedBy, atMs: Date.parse(entry.changedAt) })
        return kept
      }),
    settle,
    archive: async (voyageId) => {
      await alone(voyageId, async () => putLink({ ...(await linkOf(voyageId)), archive: true, restore: false }))
      await send(voyageId)
    },
    restore: async (voyageId) => {
      await alone(voyageId, async () => {
        const link = await linkOf(voyageId)
        const rev = states.get(voyageId)?.kind === 'gone' ? null : link.rev
        await putLink({ ...link, rev, archive: false, restore: true })
      })
      await send(voyageId)
    },
    showed: async (voyageId, shown) => {
      await alone(voyageId, async () => {
        const link = await linkOf(voyageId)
        await putLink({ ...link, shown: { ...link.shown, ...shown } })
      })
      saved(voyageId)
    },
    beside: async (voyageId) => (await linkOf(voyageId)).beside,
    stop: () => {
      stopped = true
      clearTimeout(retry)
      timers.forEach((timer) => clearTimeout(timer))
    },
  }
}

const theirVersion = ({ rev, changedBy, changedAt, document }: LibraryEntry): TheirVersion => ({
  rev,
  by: changedBy,
  atMs: Date.parse(changedAt),
  document,
})

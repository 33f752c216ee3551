import { createListeners } from '#src/data/listeners.ts'
import type { voyageCalls } from '#src/data/library/library-calls.ts'
import type { InLibrary, LibrarySync } from '#src/data/library/library-sync.ts'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { libraryPolicy } from '#src/domain/library/library-policy.ts'
import type { Choice } from '#src/domain/library/two-versions.ts'
import type { AnswerLink } from '#src/domain/library/voyage-document.ts'
import type { DeskAnswer } from '#src/domain/library/wire.ts'
import type { KeptVoyage } from '#src/data/voyages/voyages.ts'
import type { Beside } from '#src/domain/library/beside.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, onAnotherVoyage, voyageActions } from '#src/state/voyage.ts'
import type { VoyageSession } from './voyage-session.ts'

/** The open voyage as the team has it. The same object until something changes. */
export interface TeamSnapshot {
  /** null: not known yet. Without a sign-in nobody has a name of their own: then names are empty. */
  readonly voyage: InLibrary | null
  /** Who else has it open. */
  readonly others: DeskAnswer['desks']
  /** Voyages of this browser that the library has just taken in. */
  readonly takenIn: readonly Voyage[]
  /** Why what was asked for last was not done. */
  readonly failure: AppError | null
}

export interface Team {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => TeamSnapshot
  readonly sync: LibrarySync
  /** Sends what waits, and says at this desk's voyages that they are open. @returns a function that ends it */
  readonly start: () => () => void
  /** @throws AppError `voyage-not-here` where the library does not have it, or not for this user */
  readonly bring: (voyageId: string) => Promise<KeptVoyage>
  /** Edits the open voyage here from now on. */
  readonly takeOver: () => Promise<void>
  /** Ends the conflict of the open voyage. */
  readonly settle: (choice: Choice) => Promise<void>
  /**
   * Puts an earlier version in the place of the open voyage, as a step of undo. What is there now stays a version.
   * @returns false where the library does not have what is there now: nothing was changed
   */
  readonly bringBack: (version: Voyage) => Promise<boolean>
  /** Takes the open voyage out of the archive, or saves it again. */
  readonly restore: () => Promise<void>
  readonly noticed: () => void
}

interface TeamParts {
  readonly sync: LibrarySync
  readonly session: VoyageSession
  readonly calls: Pick<typeof voyageCalls, 'beat' | 'leave'>
  /** UUID of this browser. */
  readonly desk: string
  readonly rights: () => { readonly me: string | null; readonly maySend: boolean }
  readonly policy?: { readonly beatMs: number }
  /** Gets the answers that a voyage shows, from wherever they are. */
  readonly link?: (voyage: Voyage, answers: readonly AnswerLink[]) => Promise<void>
  /** Shows a voyage as another desk does, where nothing was chosen here. */
  readonly showAs?: (voyageId: string, shown: Beside['shown']) => void
  /** Has the library taken in what was here before this page began? Told once. */
  readonly taking?: { readonly isDone: () => boolean; readonly done: () => void; readonly beforeMs: number }
}

/** This desk among those of the team: what it has open, who edits, and what waits for the library. */
export function createTeam({
  sync,
  session,
  calls,
  desk,
  rights,
  policy = libraryPolicy,
  taking,
  link,
  showAs,
}: TeamParts): Team {
  const { subscribe, notify } = createListeners()
  let others: DeskAnswer['desks'] = []
  let takenIn: readonly Voyage[] = []
  let failure: AppError | null = null
  let known: TeamSnapshot | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let started = false
  /** The voyage that this desk has said is open here. */
  let spokenOf: string | null = null
  /** The voyage whose editing was taken over here, until the server has heard of it: it may have been out of reach. */
  let takenOver: string | null = null
  /** Tasks whose answers were brought to this page. */
  const brought = new Set<string>()

  /** A name that tells somebody something; without a sign-in everybody has the same. */
  const named = (user: string) => (rights().me === null ? '' : user)
  const shown = (state: InLibrary | null): InLibrary | null => {
    if (state?.kind === 'archived') return { ...state, by: named(state.by) }
    return state?.kind === 'conflict' ? { ...state, theirs: { ...state.theirs, by: named(state.theirs.by) } } : state
  }

  function changed(): void {
    known = null
    notify()
  }
  sync.subscribe(() => {
    changed()
    // Whoever opens a new voyage next must find that it is edited here, and not at the next beat only.
    const { id } = currentVoyage()
    if (started && spokenOf !== id && sync.state(id)?.kind === 'kept') void beat()
  })

  /** Only the tab that edits, or would if no other desk did, speaks for the desk; and only of what the library has. */
  const maySpeak = () => !session.snapshot().reading && sync.state(currentVoyage().id) !== null

  async function beat(): Promise<void> {
    clearTimeout(timer)
    const { id } = currentVoyage()
    try {
      if (maySpeak()) await speak(id)
    } catch {
      // The desk works on; it is heard of again at the next beat.
    } finally {
      clearTimeout(timer)
      if (started) timer = setTimeout(() => void beat(), policy.beatMs)
    }
  }

  async function speak(id: string): Promise<void> {
    spokenOf = id
    const edits = rights().maySend
    const takes = takenOver === id && edits
    const { rev, desks } = await calls.beat(id, desk, { edits, ...(takes && { takes }) })
    if (takes) takenOver = null
    if (currentVoyage().id !== id) return
    others = desks.filter((one) => one.desk !== desk)
    const editor = others.find((one) => one.edits)
    const isMine = desks.some((one) => one.desk === desk && one.edits)
    if (editor && !isMine && session.snapshot().atDesk === null && edits) await handOver(id)
    session.followDesk(editor && !isMine && edits ? named(editor.user) : null)
    changed()
    await sync.heard(id, rev)
    await showAnswers(id)
  }

  /** Somebody has taken the editing over: what was edited here goes to the library before this desk follows. */
  async function handOver(id: string): Promise<void> {
    await session.flush()
    await sync.send(id, { handOver: true })
  }

  /** The library may know the open voyage better, or not at all. */
  async function look(): Promise<void> {
    const { id } = currentVoyage()
    others = []
    changed()
    await session.flush()
    await sync.send(id)
    await beat()
    await showAnswers(id)
  }

  /** What was answered at another desk is shown here too, as it is shown there. */
  async function showAnswers(id: string): Promise<void> {
    const { answers, shown } = await sync.beside(id)
    const others = answers.filter(({ taskId }) => !brought.has(taskId))
    const voyage = currentVoyage()
    if (voyage.id !== id) return
    // Once: a card that the operator removes does not come back at the next beat.
    for (const { taskId } of others) brought.add(taskId)
    if (others.length > 0) await link?.(voyage, others)
    showAs?.(id, shown)
  }

  async function takeIn(): Promise<void> {
    const taken = await sync.sendAll(taking?.beforeMs)
    if (!taking || taking.isDone()) return
    taking.done()
    takenIn = taken
    changed()
  }

  return {
    subscribe,
    snapshot: () => (known ??= { voyage: shown(sync.state(currentVoyage().id)), others, takenIn, failure }),
    sync,
    start: () => {
      started = true
      const stop = onAnotherVoyage((before) => {
        if (before === spokenOf) void calls.leave(before, desk).catch(() => undefined) // it falls silent there anyway
        void look()
      })
      const seen = () => document.visibilityState === 'visible' && void beat()
      const online = () => void sync.sendAll()
      document.addEventListener('visibilitychange', seen)
      window.addEventListener('online', online)
      void takeIn().then(look)
      return () => {
        started = false
        clearTimeout(timer)
        stop()
        document.removeEventListener('visibilitychange', seen)
        window.removeEventListener('online', online)
      }
    },
    bring: async (voyageId) => {
      try {
        return await sync.bring(voyageId)
      } catch (error) {
        const { code, detail } = asAppError(error)
        throw code === 'not-found' ? new AppError('voyage-not-here', detail, { cause: error }) : error
      }
    },
    takeOver: async () => {
      takenOver = currentVoyage().id
      await beat()
      // Without a server nobody can be asked; what both edit then is kept on both sides.
      session.followDesk(null)
    },
    settle: async (choice) => {
      const { id } = currentVoyage()
      const state = sync.state(id)
      if (state?.kind !== 'conflict') return
      failure = null
      try {
        await session.flush()
        const { by } = state.theirs
        const { me } = rights()
        const author = me === null || by === me ? 'other desk' : by
        if (!(await sync.settle(id, choice, author))) failure = new AppError('conflict', TOO_MANY)
      } catch (error) {
        failure = asAppError(error)
      }
      changed()
    },
    bringBack: async (version) => {
      const { id } = currentVoyage()
      await session.flush()
      // Else the save that follows would take its place, where one author has made both.
      await sync.send(id, { handOver: true })
      if (sync.state(id)?.kind !== 'kept' || currentVoyage().id !== id) return false
      voyageActions.voyageReplaced(version)
      await session.flush()
      return true
    },
    restore: () => sync.restore(currentVoyage().id),
    noticed: () => {
      takenIn = []
      failure = null
      changed()
    },
  }
}

/** Why both versions cannot be taken as one. */
const TOO_MANY = `Both together have more than ${MAX_ALTERNATIVES} alternatives. Delete some, or take one of the two.`

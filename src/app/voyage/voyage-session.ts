import {
  lastVoyageId,
  rememberVoyage,
  listVoyages,
  loadVoyage,
  notSaved,
  type KeptVoyage,
  type Saved,
  saveVoyage,
  storedRev,
} from '#src/data/voyages/voyages.ts'
import type { AddressChange } from '../address.ts'
import { createListeners } from '#src/data/listeners.ts'
import type { Storage } from '#src/data/storage/storage.ts'
import type { VoyageTabs, VoyageTabsEvents } from '#src/data/voyages/voyage-tabs.ts'
import { AppError, asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import {
  currentHistory,
  currentVoyage,
  newVoyage,
  newVoyageId,
  onVoyageChanged,
  voyageActions,
} from '#src/state/voyage.ts'

/** How long edits are gathered before they are written, from the first: the design allows one second to be lost. */
const SAVE_AFTER_MS = 400

export interface SessionSnapshot {
  /** When this tab last saved; null: not yet. Epoch milliseconds. */
  readonly savedMs: number | null
  /** Another tab edits the voyage, and this one follows it. */
  readonly reading: boolean
  /** Who edits it at another desk, which this one follows; empty: nobody is named; null: nobody does. */
  readonly atDesk: string | null
  /** Why a voyage that was asked for is not shown. */
  readonly failure: AppError | null
  /** Name of the voyage that keeps edits made here after another tab had saved. */
  readonly keptAs: string | null
}

/** The open voyage: read, saved as it is edited, shared with the other tabs. */
export interface VoyageSession {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => SessionSnapshot
  /**
   * Goes on with the voyage in the address, with one begun before this, with the last one, or with the new one already in
   * the store.
   * @returns a function that ends it
   */
  readonly start: (addressed: string | null) => () => void
  /** Opens a stored voyage; false where there is none or it cannot be read. @param change of the address, `opens` if left out */
  readonly open: (voyageId: string, change?: AddressChange) => Promise<boolean>
  readonly begin: (change?: AddressChange) => Promise<void>
  readonly flush: () => Promise<void>
  readonly takeOver: () => void
  /** Changes a stored voyage from outside, unless another tab edits it; false: one does. */
  readonly alone: (voyageId: string, change: () => Promise<void>) => Promise<boolean>
  /** Somebody edits the open voyage at another desk, or null: nobody does any more. */
  readonly followDesk: (by: string | null) => void
  /** Does the work on stored voyages after all edits are stored and before the next one is, then shows what it left. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>
  readonly noticed: (what: 'failure' | 'keptAs') => void
}

interface SessionParts {
  storage: Storage
  tabs: (events: VoyageTabsEvents) => VoyageTabs
  /** The open voyage is stored under this id; null: it is new. */
  onAddress?: (voyageId: string | null, change: AddressChange) => void
  /** A voyage has been written to disk. */
  onKept?: (voyage: Voyage) => void
  /** Stores a voyage that is not in this browser; null where nobody has it. @throws AppError where that fails */
  bring?: (voyageId: string) => Promise<KeptVoyage | null>
  now?: () => number
}

const silent: SessionSnapshot = { savedMs: null, reading: false, atDesk: null, failure: null, keptAs: null }

export function createVoyageSession({
  storage,
  tabs: createTabs,
  onAddress,
  onKept,
  bring = () => Promise.resolve(null),
  now = Date.now,
}: SessionParts): VoyageSession {
  const { subscribe, notify } = createListeners()
  let snapshot = silent
  let saved: Saved = notSaved
  let dirty = false
  /** A voyage was opened or begun. */
  let isShown = false
  /** True while the store receives what is stored: that is not an edit. */
  let receiving = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Everything that reads or writes the stored voyage waits its turn. */
  let work: Promise<unknown> = Promise.resolve()

  const tabs = createTabs({
    onEditing: () => {
      become({ reading: false })
      void inTurn(catchUp)
    },
    onReading: () => {
      become({ reading: true })
    },
    onTaken: () => flush(),
    onSaved: () => void inTurn(catchUp),
  })

  function become(change: Partial<SessionSnapshot>): void {
    snapshot = { ...snapshot, ...change }
    voyageActions.editingAllowed(!snapshot.reading && snapshot.atDesk === null)
    notify()
  }
  function inTurn<T>(next: () => Promise<T>): Promise<T> {
    const result = work.then(next)
    work = result.catch(() => undefined)
    return result
  }
  function receive(give: () => void): void {
    receiving = true
    give()
    receiving = false
    dirty = false
  }

  /** Shows what is stored, if another tab has written it. Edits made here are not thrown away for it. */
  async function catchUp(): Promise<void> {
    const { id } = currentVoyage()
    if (dirty || (await storedRev(id, storage)) === (saved.rev || null)) return
    const kept = await loadVoyage(id, storage).catch(() => null)
    if (!kept || dirty || currentVoyage().id !== id) return
    saved = kept.saved
    receive(() => voyageActions.voyageFollowed(kept.voyage, kept.history))
  }

  async function save(): Promise<void> {
    if (!dirty) return
    dirty = false
    const voyage = currentVoyage()
    const after = await saveVoyage(voyage, currentHistory(), saved, now(), storage)
    if (!after) return overtaken(voyage)
    saved = after
    rememberVoyage(voyage.id)
    onAddress?.(voyage.id, 'follows')
    become({ savedMs: now() })
    tabs.saved()
    if (!after.unsure) onKept?.(voyage)
  }
  /** Another tab has saved the same voyage: it is not overwritten, and the edits made here are kept beside it. */
  async function overtaken(voyage: Voyage): Promise<void> {
    const name = `${voyageTitle(voyage)} (kept from another tab)`
    await saveVoyage({ ...voyage, id: newVoyageId(), name }, noHistory, notSaved, now(), storage)
    become({ keptAs: name })
    tabs.lost()
    await catchUp()
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return inTurn(save)
  }
  function changed(): void {
    if (receiving || snapshot.reading || snapshot.atDesk !== null) return
    dirty = true
    timer ??= setTimeout(() => void flush(), SAVE_AFTER_MS)
  }

  function show(voyage: Voyage, change: AddressChange, history = noHistory, stored = notSaved): void {
    saved = stored
    isShown = true
    receive(() => voyageActions.voyageOpened(voyage, history))
    onAddress?.(stored.rev > 0 ? voyage.id : null, change)
    const keptAs = snapshot.keptAs === voyage.name ? null : snapshot.keptAs
    become({ savedMs: null, failure: null, reading: false, atDesk: null, keptAs })
    tabs.open(voyage.id)
  }
  async function load(voyageId: string, change: AddressChange, before = currentVoyage()): Promise<boolean> {
    try {
      const kept = (await loadVoyage(voyageId, storage)) ?? (await bring(voyageId))
      // What was drawn while the disk was being read is not thrown away for it.
      if (currentVoyage() !== before) return false
      if (!kept) throw new AppError(absence())
      show(kept.voyage, change, kept.history, kept.saved)
      rememberVoyage(voyageId)
      return true
    } catch (error) {
      become({ failure: asAppError(error) })
      // The address had been followed, and the voyage stays the one before.
      if (change === 'replaces') onAddress?.(saved.rev > 0 ? currentVoyage().id : null, change)
      return false
    }
  }

  /** Why a voyage is not found: while the disk does not answer, nobody knows whether it is there. */
  function absence(): ErrorCode {
    const state = storage.state()
    return state === 'kept' || state === 'full' ? 'voyage-not-here' : 'voyage-out-of-reach'
  }

  /** The voyage to go on with. A killed browser may have lost the note of which it was; then the last one changed. */
  async function lastStored(): Promise<string | null> {
    const last = lastVoyageId()
    if (last !== null && (await storedRev(last, storage)) !== null) return last
    return (await listVoyages(storage)).voyages[0]?.voyage.id ?? null
  }

  return {
    subscribe,
    snapshot: () => snapshot,
    start: (addressed) => {
      let ended = false
      const atStart = currentVoyage()
      const stop = onVoyageChanged(changed)
      const goOn = async () => {
        const voyageId = addressed ?? (isShown ? null : await lastStored())
        return voyageId !== null && (await load(voyageId, 'follows', atStart))
      }
      // A disk that answers late: unless something was begun here meanwhile, the voyage wanted is opened after all.
      const stopWaiting = storage.subscribe(() => {
        if (storage.state() === 'kept')
          void inTurn(async () => void (!ended && saved.rev === 0 && currentVoyage() === atStart && (await goOn())))
      })
      void inTurn(async () => {
        if (!ended && !(await goOn())) tabs.open(currentVoyage().id)
      })
      return () => {
        ended = true
        stop()
        stopWaiting()
        void flush().finally(tabs.close)
      }
    },
    open: async (voyageId, change = 'opens') => {
      await flush()
      return inTurn(async () => voyageId === currentVoyage().id || load(voyageId, change))
    },
    begin: async (change = 'opens') => {
      await flush()
      show(newVoyage(newVoyageId(), now()), change)
    },
    flush,
    takeOver: tabs.takeOver,
    alone: tabs.alone,
    followDesk: (by) => {
      if (by !== snapshot.atDesk) become({ atDesk: by })
    },
    exclusively: (work) =>
      inTurn(async () => {
        await save()
        await work()
        await catchUp()
      }),
    noticed: (what) => become({ [what]: null }),
  }
}

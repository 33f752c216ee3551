import {
  lastVoyageId,
  rememberVoyage,
  listVoyages,
  loadVoyage,
  notSaved,
  type Saved,
  saveVoyage,
  storedRev,
} from '#src/data/voyages/voyages.ts'
import { createListeners } from '#src/data/listeners.ts'
import type { Storage } from '#src/data/storage/storage.ts'
import type { VoyageTabs, VoyageTabsEvents } from '#src/data/voyages/voyage-tabs.ts'
import { AppError, asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import {
  currentHistory,
  currentVoyage,
  newVoyage,
  newVoyageId,
  onVoyageChanged,
  voyageActions,
} from '#src/state/voyage.ts'

/** How long edits are gathered before they are written, from the first one on: the design allows the last second to be lost. */
const SAVE_AFTER_MS = 400

export interface SessionSnapshot {
  /** When this tab saved last; null: not yet. Epoch milliseconds. */
  readonly savedMs: number | null
  /** Another tab edits the voyage, this one follows it. */
  readonly reading: boolean
  /** Why a voyage that was asked for is not shown. */
  readonly failure: AppError | null
  /** Name of the voyage under which edits were kept that another tab had overtaken. */
  readonly keptAs: string | null
}

/** The voyage that is open: read, saved as it is edited, shared with the other tabs. */
export interface VoyageSession {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => SessionSnapshot
  /**
   * Goes on with the voyage the address names, with the last one, or with the new one that is there.
   * @returns a function that ends it
   */
  readonly start: (addressed: string | null) => () => void
  /** Opens a stored voyage; false where there is none or it cannot be read. */
  readonly open: (voyageId: string) => Promise<boolean>
  readonly begin: () => Promise<void>
  readonly flush: () => Promise<void>
  readonly takeOver: () => void
  /** Does what changes a stored voyage from outside, unless another tab edits it; false: one does. */
  readonly alone: (voyageId: string, change: () => Promise<void>) => Promise<boolean>
  readonly noticed: () => void
}

interface SessionParts {
  storage: Storage
  tabs: (events: VoyageTabsEvents) => VoyageTabs
  /** The voyage that is open is stored under this id; null: it is new. `chosen`: the operator has just opened it. */
  onAddress?: (voyageId: string | null, chosen: boolean) => void
  /** A voyage has been written to disk. */
  onKept?: (voyage: Voyage) => void
  now?: () => number
}

const silent: SessionSnapshot = { savedMs: null, reading: false, failure: null, keptAs: null }

export function createVoyageSession({
  storage,
  tabs: createTabs,
  onAddress,
  onKept,
  now = Date.now,
}: SessionParts): VoyageSession {
  const { subscribe, notify } = createListeners()
  let snapshot = silent
  let saved: Saved = notSaved
  let dirty = false
  /** True while the store is given what is stored: that is no edit. */
  let receiving = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Everything that reads or writes the stored voyage follows one another. */
  let work: Promise<unknown> = Promise.resolve()

  const tabs = createTabs({
    onEditing: () => {
      voyageActions.editingAllowed(true)
      become({ reading: false })
      void inTurn(catchUp)
    },
    onReading: () => {
      voyageActions.editingAllowed(false)
      become({ reading: true })
    },
    onTaken: () => flush(),
    onSaved: () => void inTurn(catchUp),
  })

  function become(change: Partial<SessionSnapshot>): void {
    snapshot = { ...snapshot, ...change }
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

  /** Shows what is stored, if another tab has written it. What is being edited here is not thrown away for it. */
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
    onAddress?.(voyage.id, false)
    become({ savedMs: now() })
    tabs.saved()
    if (!after.unsure) onKept?.(voyage)
  }
  /** Another tab has saved the same voyage: it is not written over, and what was edited here is kept beside it. */
  async function overtaken(voyage: Voyage): Promise<void> {
    const name = `${voyage.name || 'Untitled voyage'} (kept from another tab)`
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
    if (receiving || snapshot.reading) return
    dirty = true
    timer ??= setTimeout(() => void flush(), SAVE_AFTER_MS)
  }

  function show(voyage: Voyage, chosen: boolean, history = noHistory, stored = notSaved): void {
    saved = stored
    receive(() => voyageActions.voyageOpened(voyage, history))
    onAddress?.(stored.rev > 0 ? voyage.id : null, chosen)
    become({ savedMs: null, failure: null, reading: false })
    tabs.open(voyage.id)
  }
  async function load(voyageId: string, chosen: boolean, before = currentVoyage()): Promise<boolean> {
    try {
      const kept = await loadVoyage(voyageId, storage)
      // What was drawn while the disk was being read is not thrown away for it.
      if (currentVoyage() !== before) return false
      if (!kept) throw new AppError(absence())
      show(kept.voyage, chosen, kept.history, kept.saved)
      rememberVoyage(voyageId)
      return true
    } catch (error) {
      become({ failure: asAppError(error) })
      return false
    }
  }

  /** Why a voyage is not found: where the disk does not answer nobody knows whether it is there. */
  function absence(): ErrorCode {
    const state = storage.state()
    return state === 'kept' || state === 'full' ? 'voyage-not-here' : 'voyage-out-of-reach'
  }

  /** The voyage to go on with. Browsers write down which it was some seconds late, so one that is killed may not have: then the last changed. */
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
        const voyageId = addressed ?? (await lastStored())
        return voyageId !== null && (await load(voyageId, false, atStart))
      }
      // A disk that answers at last: as long as nothing was begun here, the voyage wanted is opened after all.
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
    open: async (voyageId) => {
      if (voyageId === currentVoyage().id) return true
      await flush()
      return inTurn(() => load(voyageId, true))
    },
    begin: async () => {
      await flush()
      show(newVoyage(newVoyageId(), now()), true)
    },
    flush,
    takeOver: tabs.takeOver,
    alone: tabs.alone,
    noticed: () => become({ failure: null, keptAs: null }),
  }
}

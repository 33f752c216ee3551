import type { Locks } from '../locks.ts'
import type { TabChannel } from '../tab-channel.ts'

/** The events of the right to edit the open voyage, which one tab of this browser has at a time. */
export interface VoyageTabsEvents {
  /** This tab edits the voyage from now on; what is stored may be newer than what it shows. */
  readonly onEditing: () => void
  /** Another tab edits it. */
  readonly onReading: () => void
  /** Another tab takes over: pending changes are written before this resolves. */
  readonly onTaken: () => Promise<void>
  /** The tab that edits it has saved. */
  readonly onSaved: () => void
}

export interface VoyageTabs {
  /** Lets go of the voyage before and asks for this one. */
  readonly open: (voyageId: string) => void
  /** Asks for the voyage from the tab that edits it; a tab that does not answer loses it too. */
  readonly takeOver: () => void
  /** Another tab saved what this one was editing: this one only reads from now on. */
  readonly lost: () => void
  /** Does the work on another voyage unless a tab edits it; false: one does, and nothing was done. */
  readonly alone: (voyageId: string, work: () => Promise<void>) => Promise<boolean>
  /** Tells the others that there is something new. */
  readonly saved: () => void
  readonly close: () => void
}

/** How long the other tab has to write pending changes and let go; a tab the browser put to sleep never answers. */
const HAND_OVER_MS = 1500

/** A message between tabs about the voyage they show. */
export interface VoyageMessage {
  readonly do: 'opened' | 'held' | 'take' | 'released' | 'saved'
  readonly voyageId: string
  readonly tab: string
  readonly sinceMs: number
}

interface Open {
  readonly voyageId: string
  readonly letGo: AbortController
  readonly sinceMs: number
  editing: boolean
}

interface VoyageTabsParts {
  /** null where the browser has none: then the tabs agree by their channel, and by the number of saves. */
  locks: Locks | null
  channel: TabChannel
  events: VoyageTabsEvents
  /** This tab's name among the tabs. */
  tab: string
  now?: () => number
}

/** Lets one of all tabs that show a voyage edit it, and another take over. */
export function createVoyageTabs({ locks, channel, events, tab, now = Date.now }: VoyageTabsParts): VoyageTabs {
  let current: Open | null = null

  const post = (what: VoyageMessage['do'], { voyageId, sinceMs }: Open) =>
    channel.post('voyage', { do: what, voyageId, tab, sinceMs })
  const lockOf = (voyageId: string) => `voyage:${voyageId}`

  function edit(open: Open): void {
    if (current !== open || open.editing) return
    open.editing = true
    events.onEditing()
    post('opened', open)
  }
  function queue(open: Open): void {
    locks?.hold(lockOf(open.voyageId), open.letGo.signal, () => edit(open))
  }
  function read(voyageId: string): void {
    current?.letGo.abort()
    current = { voyageId, letGo: new AbortController(), sinceMs: now(), editing: false }
    events.onReading()
    queue(current)
  }
  function open(voyageId: string): void {
    close()
    const next: Open = { voyageId, letGo: new AbortController(), sinceMs: now(), editing: false }
    current = next
    if (!locks) return edit(next)
    const { signal } = next.letGo
    const held = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    const work = () => {
      edit(next)
      return held
    }
    void locks.attempt(lockOf(voyageId), work).then((got) => {
      if (got || current !== next || next.editing) return
      events.onReading()
      queue(next)
    })
  }
  function close(): void {
    const before = current
    current = null
    before?.letGo.abort()
    if (before?.editing) post('released', before)
  }
  async function handOver(open: Open): Promise<void> {
    open.editing = false // the other tab may not wait for this to end
    await events.onTaken()
    if (current !== open) return
    read(open.voyageId)
    post('released', open)
  }

  const handlers: Record<VoyageMessage['do'], (open: Open, message: VoyageMessage) => void> = {
    // The tab that had it first keeps it.
    opened: (mine, { sinceMs, tab: other }) => {
      if (mine.editing && (mine.sinceMs < sinceMs || (mine.sinceMs === sinceMs && tab < other))) post('held', mine)
    },
    held: (mine, { sinceMs, tab: other }) => {
      if (mine.editing && (sinceMs < mine.sinceMs || (sinceMs === mine.sinceMs && other < tab))) read(mine.voyageId)
    },
    take: (mine) => {
      if (mine.editing) void handOver(mine)
      else read(mine.voyageId) // behind the tab that asked
    },
    released: (mine) => {
      if (!locks && !mine.editing) edit(mine)
    },
    saved: (mine) => {
      if (!mine.editing) events.onSaved()
    },
  }
  channel.on('voyage', (message) => {
    if (current && message.voyageId === current.voyageId) handlers[message.do](current, message)
  })

  return {
    open,
    takeOver: () => {
      const wanted = current
      if (!wanted || wanted.editing) return
      post('take', wanted)
      setTimeout(() => edit(wanted), HAND_OVER_MS)
    },
    lost: () => {
      if (current) read(current.voyageId)
    },
    alone: async (voyageId, work) => (locks ? locks.attempt(lockOf(voyageId), work) : work().then(() => true)),
    saved: () => {
      if (current) post('saved', current)
    },
    close,
  }
}

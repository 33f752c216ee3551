import { HttpError } from '#src/data/http/http-error.ts'
import type { EntryCalls, EntryDocument } from '#src/data/library/library-calls.ts'
import type { EntryState } from '#src/domain/library/wire.ts'

interface Entry {
  state: EntryState
  text: string
  /** Every document it ever had, as the server keeps versions: those of one author are replaced until one is closed. */
  versions: { author: string; closed: boolean; text: string }[]
}

/** What happens to the next calls of a desk. */
export type Line = 'up' | 'down' | 'loses-answers' | 'full' | 'read-only' | 'for-viewers'

/** Why the server takes no change; it is read all the same. */
const refusals: Partial<Readonly<Record<Line, HttpError>>> = {
  full: new HttpError('server-full', '', { outcome: 'not-sent', status: 503 }),
  'read-only': new HttpError('server-read-only', '', { outcome: 'not-sent', status: 503 }),
  'for-viewers': new HttpError('not-allowed', '', { outcome: 'refused', status: 403 }),
}

/** The library of several desks, as the server keeps it. */
export function createLibrary(now: () => number) {
  const entries = new Map<string, Entry>()
  /** Every document that was acknowledged, in order, by voyage. */
  const acknowledged: { id: string; text: string }[] = []

  const refused = (status: number, code: 'conflict' | 'not-found') =>
    new HttpError(code, '', { outcome: 'refused', status })
  const unreachable = () => new HttpError('server-unreachable', '', { outcome: 'unknown' })

  function put(entry: Entry, author: string, text: string, handOver: boolean): EntryState {
    const last = entry.versions.at(-1)
    if (entry.text === text) {
      if (handOver && last) last.closed = true
      return entry.state
    }
    if (last && !last.closed && last.author === author) entry.versions.pop()
    entry.versions.push({ author, closed: handOver, text })
    entry.text = text
    return change(entry, author, {})
  }
  function change(entry: Entry, author: string, more: Partial<EntryState>): EntryState {
    entry.state = {
      ...entry.state,
      ...more,
      rev: entry.state.rev + 1,
      changedBy: author,
      changedAt: new Date(now()).toISOString(),
    }
    return entry.state
  }
  const found = (id: string): Entry => {
    const entry = entries.get(id)
    if (!entry) throw refused(404, 'not-found')
    return entry
  }

  /** The calls of one desk. */
  function callsOf(
    author: string,
    line: () => Line = () => 'up',
  ): Pick<EntryCalls, 'read' | 'create' | 'save' | 'archive'> {
    async function answer<T>(work: () => T): Promise<T> {
      await Promise.resolve()
      if (line() === 'down') throw unreachable()
      const done = work()
      if (line() === 'loses-answers') throw unreachable()
      return done
    }
    const changed = <T>(work: () => T): Promise<T> =>
      answer(() => {
        const refusal = refusals[line()]
        if (refusal) throw refusal
        return work()
      })
    const noted = (id: string, document: EntryDocument, state: EntryState) => {
      acknowledged.push({ id, text: JSON.stringify(document) })
      return state
    }
    return {
      read: (id) =>
        answer(() => {
          const { state, text } = found(id)
          return { ...state, document: JSON.parse(text) as Record<string, unknown> }
        }),
      create: (id, document) =>
        changed(() => {
          const text = JSON.stringify(document)
          const known = entries.get(id)
          if (known && known.text !== text) throw refused(409, 'conflict')
          const changedAt = new Date(now()).toISOString()
          const state: EntryState = known?.state ?? { id, rev: 1, changedBy: author, changedAt, archivedAt: null }
          if (!known) entries.set(id, { state, text, versions: [{ author, closed: false, text }] })
          return state
        }).then((state) => noted(id, document, state)),
      save: (id, rev, document, { handOver = false, restores = false } = {}) =>
        changed(() => {
          const entry = found(id)
          const text = JSON.stringify(document)
          const isBack = entry.state.archivedAt !== null && restores
          if (entry.text === text && !isBack) return put(entry, author, text, handOver)
          if (entry.state.rev !== rev) throw refused(412, 'conflict')
          if (entry.state.archivedAt !== null && !isBack) throw refused(409, 'conflict')
          if (isBack) change(entry, author, { archivedAt: null })
          return put(entry, author, text, handOver)
        }).then((state) => noted(id, document, state)),
      archive: (id, rev) =>
        changed(() => {
          const entry = found(id)
          if (entry.state.rev !== rev) throw refused(412, 'conflict')
          return change(entry, author, { archivedAt: new Date(now()).toISOString() })
        }),
    }
  }

  return { callsOf, entries, acknowledged }
}

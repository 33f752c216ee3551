import type { EntryCalls, EntryDocument } from '#src/data/library/library-calls.ts'
import { HttpError } from '#src/data/http/http-error.ts'
import type { LibraryEntry } from '#src/domain/library/wire.ts'

/** What can happen to a call: nothing, it does not arrive, or its answer does not. */
type Fate = 'well' | 'not-sent' | 'answer-lost'

/** A library of one kind in memory, by the server's rules: revisions, archiving, the same save again is no new one. */
export class FakeLibrary {
  readonly entries = new Map<string, LibraryEntry>()
  /** Every document it ever held, with its author and what it replaced. */
  readonly history: { by: string; document: EntryDocument; before: EntryDocument | null; beforeBy: string }[] = []
  nowMs = Date.UTC(2026, 10, 22, 10, 42)

  /** The calls of one browser. @param fate of each call. @param pause lets calls of several browsers mix */
  callsOf(by: string, fate: () => Fate = () => 'well', pause: () => Promise<void> = async () => undefined) {
    const answered = async <T>(work: () => T): Promise<T> => {
      const what = fate()
      await pause()
      if (what === 'not-sent') throw new HttpError('offline', '', { outcome: 'not-sent' })
      const answer = structuredClone(work())
      await pause()
      if (what === 'answer-lost') throw new HttpError('server-unreachable', '', { outcome: 'unknown' })
      return answer
    }
    const calls: Pick<EntryCalls, 'create' | 'save' | 'archive'> & { all: () => Promise<LibraryEntry[]> } = {
      all: () => answered(() => [...this.entries.values()].toReversed()),
      create: (id, document) =>
        answered(() => {
          const known = this.entries.get(id)
          if (known && !isSame(known.document, document)) throw refusal(409)
          return known ?? this.#put(id, 1, document, by, null)
        }),
      save: (id, rev, document, { restores } = {}) =>
        answered(() => {
          const known = this.#known(id)
          const isBack = known.archivedAt !== null && restores === true
          if (isSame(known.document, document) && !isBack) return known
          if (known.rev !== rev) throw refusal(412)
          if (known.archivedAt !== null && !isBack) throw refusal(409)
          return this.#put(id, rev + 1, document, by, known)
        }),
      archive: (id, rev) =>
        answered(() => {
          const known = this.#known(id)
          if (known.rev !== rev) throw refusal(412)
          if (known.archivedAt !== null) return known
          const archived = { ...known, rev: rev + 1, changedBy: by, archivedAt: this.#moment() }
          this.entries.set(id, archived)
          return archived
        }),
    }
    return calls
  }

  active(): LibraryEntry[] {
    return [...this.entries.values()].filter(({ archivedAt }) => archivedAt === null)
  }

  #known(id: string): LibraryEntry {
    const known = this.entries.get(id)
    if (!known) throw refusal(404)
    return known
  }

  #moment = () => new Date((this.nowMs += 1000)).toISOString()

  #put(id: string, rev: number, document: EntryDocument, by: string, before: LibraryEntry | null): LibraryEntry {
    const entry = { id, rev, changedBy: by, changedAt: this.#moment(), archivedAt: null, document: { ...document } }
    this.entries.set(id, structuredClone(entry))
    this.history.push({ by, document, before: before?.document ?? null, beforeBy: before?.changedBy ?? '' })
    return entry
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const refusal = (status: number) => new HttpError('conflict', '', { outcome: 'refused', status })

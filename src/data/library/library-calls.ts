import { type LibraryKind, kindPaths } from '#src/domain/library/entries.ts'
import {
  DeskAnswer,
  type DeskBeat,
  EntryState,
  LibraryEntry,
  LibraryEntryList,
  LibraryVersion,
  type Outlook,
  VersionList,
  VoyageHeadList,
} from '#src/domain/library/wire.ts'
import { call, callJson } from '../http/http.ts'

/** A document of the library as plain JSON; `voyageDocumentJson` makes one of a voyage. */
export type EntryDocument = Readonly<Record<string, unknown>>

/** What a save does besides saving. */
export interface SaveOptions {
  /** The author hands over: the next save begins another version. */
  readonly handOver?: boolean
  /** Takes an archived entry back. */
  readonly restores?: boolean
}

/**
 * The calls about what the library keeps of one kind. All of them throw HttpError: `not-found`, `not-allowed`,
 * `conflict` or `voyage-conflict` where somebody else has changed the entry since.
 */
export interface EntryCalls {
  readonly read: (id: string, signal?: AbortSignal) => Promise<LibraryEntry>
  /** A new entry; the same again is the same one. */
  readonly create: (id: string, document: EntryDocument) => Promise<EntryState>
  /** @param rev the revision it was made from */
  readonly save: (id: string, rev: number, document: EntryDocument, options?: SaveOptions) => Promise<EntryState>
  readonly archive: (id: string, rev: number) => Promise<EntryState>
  /** For good; an administrator's. */
  readonly remove: (id: string, rev: number) => Promise<void>
  readonly versions: (id: string, signal?: AbortSignal) => Promise<VersionList['versions']>
  readonly version: (id: string, n: number, signal?: AbortSignal) => Promise<LibraryVersion>
}

export function entryCalls(kind: LibraryKind): EntryCalls {
  const all = `/api${kindPaths[kind]}`
  const one = (id: string) => `${all}/${encodeURIComponent(id)}`
  const from = (rev: number) => ({ 'if-match': `"${rev}"` })
  return {
    read: (id, signal) => callJson(one(id), LibraryEntry, { signal }),
    create: (id, document) => callJson(all, EntryState, { method: 'POST', body: JSON.stringify({ id, document }) }),
    save: (id, rev, document, { handOver, restores } = {}) =>
      callJson(one(id), EntryState, {
        method: 'PUT',
        headers: from(rev),
        body: JSON.stringify({ document, ...(handOver && { handOver }), ...(restores && { archived: false }) }),
      }),
    archive: (id, rev) => callJson(one(id), EntryState, { method: 'DELETE', headers: from(rev) }),
    remove: async (id, rev) => void (await call(`${one(id)}?forever=1`, { method: 'DELETE', headers: from(rev) })),
    versions: async (id, signal) => (await callJson(`${one(id)}/versions`, VersionList, { signal })).versions,
    version: (id, n, signal) => callJson(`${one(id)}/versions/${n}`, LibraryVersion, { signal }),
  }
}

/** All of a kind of which there are few, whole, also those archived. @throws HttpError */
export const entryList = async (kind: Exclude<LibraryKind, 'voyage'>, signal?: AbortSignal): Promise<LibraryEntry[]> =>
  (await callJson(`/api${kindPaths[kind]}`, LibraryEntryList, { signal })).items

/** Which voyages a list shows; left out: those that are not archived, without a search. */
export interface VoyageListQuery {
  readonly search?: string
  readonly archived?: 'all' | 'only'
  readonly limit?: number
  /** As the page before gave it. */
  readonly before?: string
}

/** What only voyages have. @throws HttpError */
export const voyageCalls = {
  list: ({ search = '', archived, limit, before }: VoyageListQuery = {}, signal?: AbortSignal) => {
    const query = new URLSearchParams({
      ...(search !== '' && { search }),
      ...(archived && { archived: archived === 'only' ? '1' : 'all' }),
      ...(limit !== undefined && { limit: String(limit) }),
      ...(before !== undefined && { before }),
    })
    return callJson(`/api/voyages?${query}`, VoyageHeadList, { signal })
  },
  /** Of the answers asked for last the newest stays. */
  outlook: async (id: string, outlook: Outlook) =>
    void (await call(`/api/voyages/${id}/outlook`, { method: 'PUT', body: JSON.stringify(outlook) })),
  /** A desk says that it has the voyage open, and whether it edits. */
  beat: (id: string, desk: string, beat: DeskBeat) =>
    callJson(`/api/voyages/${id}/desks/${desk}`, DeskAnswer, { method: 'PUT', body: JSON.stringify(beat) }),
  leave: async (id: string, desk: string) =>
    void (await call(`/api/voyages/${id}/desks/${desk}`, { method: 'DELETE' })),
} as const

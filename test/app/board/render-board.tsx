import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import { Board } from '#src/app/board/board.tsx'
import { storage } from '#src/data/storage/storage.ts'
import { type Beside, nothingBeside } from '#src/domain/library/beside.ts'
import { headOf, lenientSource } from '#src/domain/library/voyage-head.ts'
import { voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import type { VoyageHead } from '#src/domain/library/wire.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { type Voyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { boardFilters, boardViewActions } from '#src/features/board/board-view.ts'
import { renderTasks } from '#test/features/tasks/render-tasks.tsx'
import { boardHead } from '#test/support/board-head.ts'
import { fakeService, json } from '#test/support/fake-service.ts'

export const nowMs = Date.UTC(2026, 10, 25, 12)

interface Entry {
  head: VoyageHead
  document: Readonly<Record<string, unknown>> | null
}
type Document = NonNullable<Entry['document']>

let count = 0
export const newId = () => `${String(++count).padStart(8, '0')}-0000-4000-8000-000000000000`

/** A server that keeps voyages, behind `fetch`. It finds by the name alone: folding and the rest are the server's own. */
export class BoardServer {
  readonly service = fakeService()
  readonly entries = new Map<string, Entry>()
  isAway = false
  about: Partial<About> = {}
  /** Called before a save is taken in, as somebody quicker would be. */
  beforeSave: () => void = () => undefined

  #refusal: { status: number; code: string } | null = null

  constructor() {
    this.service.misbehave((request) => {
      if (this.isAway) throw new TypeError('Failed to fetch')
      return this.#answer(request)
    })
  }

  /** A head without a document. @returns its id */
  has(name: string, change: Partial<VoyageHead> = {}): string {
    const id = newId()
    this.entries.set(id, { head: boardHead(nowMs, { id, name, ...change }), document: null })
    return id
  }

  keeps(voyage: Voyage, beside: Partial<Beside> = {}, change: Partial<VoyageHead> = {}): void {
    const document = voyageDocumentJson({ schema: VOYAGE_SCHEMA, voyage, ...nothingBeside, ...beside })
    this.put(voyage.id, document)
    Object.assign(this.#of(voyage.id).head, change)
  }

  /** Somebody saves. */
  put(id: string, document: Document, by = 'anna'): void {
    const before = this.entries.get(id)?.head ?? boardHead(nowMs, { id, rev: 0 })
    const head = { ...before, ...headOf(lenientSource(document)), rev: before.rev + 1, changedBy: by }
    this.entries.set(id, { head, document })
  }

  document = (id: string): Document => this.#of(id).document ?? {}
  beside = (id: string) => this.document(id) as unknown as Beside
  noteMeanwhile = (id: string, note: string) => this.put(id, { ...this.document(id), note }, 'ben')
  archive = (id: string) => {
    const { head } = this.#of(id)
    Object.assign(head, { archivedAt: head.changedAt, rev: head.rev + 1 })
  }
  /** Every save is answered like this. */
  refuse = (status: number, code: string) => void (this.#refusal = { status, code })
  /** All is well again. */
  recover = () => {
    this.isAway = false
    this.#refusal = null
  }

  /** The queries of the lists that were asked for, of one kind. */
  searches = (archived = false) =>
    this.service
      .sent('GET /api/voyages?')
      .map((request) => new URL(request.split(' ')[1] ?? '', 'http://fairway').searchParams)
      .filter((query) => query.has('archived') === archived)
      .map((query) => query.get('search'))

  #of(id: string): Entry {
    const entry = this.entries.get(id)
    if (!entry) throw new Error(`no voyage ${id}`)
    return entry
  }

  #answer({ method, path, body }: { method: string; path: string; body: string | null }): Response | null {
    const url = new URL(path, 'http://fairway')
    if (url.pathname === '/api/about') return json({ ...about, ...this.about })
    if (url.pathname === '/api/voyages') return this.#list(url.searchParams)
    const [, id = ''] = /^\/api\/voyages\/([^/]+)$/.exec(url.pathname) ?? []
    if (id === '') return null
    const entry = this.entries.get(id)
    if (!entry) return json({ detail: 'no such voyage', code: 'not-found' }, 404)
    if (method === 'PUT') {
      if (this.#refusal) return json({ detail: 'no', code: this.#refusal.code }, this.#refusal.status)
      this.beforeSave()
      this.beforeSave = () => undefined
      const from = this.service.headers.at(-1)?.get('if-match')
      const { head } = this.#of(id)
      if (from !== `"${head.rev}"`) return json({ detail: 'changed', code: 'voyage-conflict' }, 412)
      this.put(id, (JSON.parse(body ?? '') as { document: Document }).document)
      return json(this.#of(id).head)
    }
    return json({ ...entry.head, document: entry.document })
  }

  #list(query: URLSearchParams): Response {
    const search = (query.get('search') ?? '').toLowerCase()
    const wanted = query.get('archived') === '1'
    const found = [...this.entries.values()]
      .map(({ head }) => head)
      .filter(({ name, archivedAt }) => (archivedAt !== null) === wanted && name.toLowerCase().includes(search))
    const [first, limit] = [Number(query.get('before') ?? 0), Number(query.get('limit'))]
    const before = first + limit < found.length ? String(first + limit) : null
    return json({ voyages: found.slice(first, first + limit), before })
  }
}

const about = {
  mode: 'embedded',
  source: 'Test model',
  synthetic: true,
  user: 'operator',
  now: new Date(nowMs).toISOString(),
  version: '0',
  mail: { available: false, reason: null },
  capabilities: ['library'],
  limits: { points: 200_000, bodyBytes: 1 },
}

/** A window of a width, so high that many rows are in sight. Only the date stands still; whatever waits really waits. */
export function boardScreen(widthPx = 1440): void {
  vi.useFakeTimers({ now: nowMs, toFake: ['Date'] })
  vi.spyOn(window, 'matchMedia').mockImplementation((media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: widthPx >= Number(/min-width: (\d+)px/.exec(media)?.[1] ?? Infinity),
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
  )
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(widthPx)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(44)
}

/** The board as it is at first, over a server of its own. */
export async function openBoard(hasVoyage = false) {
  boardViewActions.allShown()
  for (const filter of boardFilters.slice(2)) boardViewActions.toggled(filter)
  boardViewActions.searched('')
  boardViewActions.chosen(null)
  window.history.replaceState(null, '', '/board')
  return renderTasks(<Board hasVoyage={hasVoyage} />, storage)
}

export const press = userEvent.setup({ delay: null })
const rowElements = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
export const names = () => rowElements().map((row) => row.querySelector('[data-cell="name"]')?.textContent)
export const rowOf = (name: string) =>
  screen.getByRole('link', { name }).closest<HTMLElement>('[data-row]') as HTMLElement
/** The words of each cell of a row, both lines with a bar between them. */
export const cells = (name: string) =>
  [...rowOf(name).children].map((cell) =>
    [...(cell.firstElementChild?.children ?? [])].map(({ textContent }) => textContent).join(' | '),
  )

/** Chooses an item of a row's menu. */
export async function chooseIn(name: string, item: string): Promise<void> {
  await press.click(within(rowOf(name)).getByRole('button', { name: `More for ${name}` }))
  await press.click(await screen.findByRole('menuitem', { name: item }))
}

/** Comes back to the page, as after a look at another tab. */
export const comeBack = () => act(() => void window.dispatchEvent(new Event('visibilitychange')))

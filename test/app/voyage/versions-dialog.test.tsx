import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { joinTeam } from '#src/app/voyage/library.ts'
import { VersionsDialog } from '#src/app/voyage/versions-dialog.tsx'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { addAlternative } from '#src/domain/voyage/alternatives.ts'
import { voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import { appendWaypoint, routeFromPositions } from '#src/domain/route/edit.ts'
import { activePlan, type Voyage, VOYAGE_SCHEMA, withPlan } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { json } from '#test/support/fake-service.ts'
import { planned } from '#test/support/planned.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const route = routeFromPositions('', [
  { lat: 50, lon: -20 },
  { lat: 51, lon: -22 },
])
const first = planned({ ...newVoyage(ID, 0), name: 'First' }, { route })
const longer = withPlan(
  { ...first, name: 'Second' },
  { route: appendWaypoint(activePlan(first).route, { lat: 52, lon: -24 }) },
)
const documentOf = (voyage: Voyage) =>
  voyageDocumentJson({ schema: VOYAGE_SCHEMA, voyage, note: '', answers: [], reported: null, shown: {} })

/** What the server answers, by the end of its address. */
let answers: Record<string, () => Response>
const onClose = vi.fn()
const bringBack = vi.fn<(version: Voyage) => Promise<boolean>>()

const version = (n: number, author: string, at: string, document: object) => ({ n, author, at, closed: true, document })
const kept = [
  version(5, 'ben', '2026-11-22T10:42:50Z', documentOf(longer)),
  version(4, 'anna', '2026-11-22T09:15:00Z', documentOf(first)),
  version(2, 'ben', '2026-11-20T23:59:00Z', { schema: 99 }),
]

function has(versions: typeof kept): void {
  const list = versions.map(({ document: _, ...head }) => ({ ...head, bytes: 900 }))
  answers = { '/versions': () => json({ versions: list }) }
  for (const one of versions) answers[`/versions/${one.n}`] = () => json(one)
}

beforeAll(async () => {
  standInForDialogs()
  Object.assign(await joinTeam(), { bringBack })
})
beforeEach(() => {
  vi.clearAllMocks()
  bringBack.mockResolvedValue(true)
  has(kept)
  vi.stubGlobal('fetch', (path: string) => {
    const answer = answers[path.slice(`/api/voyages/${ID}`.length)]
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('Failed to fetch'))
  })
  act(() => voyageActions.voyageOpened(longer))
})
afterEach(() => vi.unstubAllGlobals())

function open({ role = 'operator', auth = 'token' } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(aboutQuery().queryKey, { role, auth, user: 'ben' } as never)
  render(
    <QueryClientProvider client={client}>
      <VersionsDialog onClose={onClose} />
    </QueryClientProvider>,
  )
}
const words = () => screen.getByRole('dialog').textContent
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const rows = async () =>
  within(await screen.findByRole('table'))
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent))

describe('the earlier versions', () => {
  it('are listed with time and author, the newest first, and the one before it tells what has changed since', async () => {
    open()
    const table = await rows()
    expect(screen.getAllByRole('radio').map((one) => one.parentElement?.textContent)).toEqual([
      '22 Nov 10:42Zben · the newest',
      '22 Nov 09:15Zanna',
      '20 Nov 23:59Zben',
    ])
    expect(screen.getByRole('radio', { name: /anna/ })).toBeChecked()
    expect(table.slice(0, 3)).toEqual([['Now', '22 Nov 09:15Z'], ['Name'], ['Second', 'First']])
    expect(table[3]).toEqual(['Waypoints 1 added since'])
  })

  it('name nobody where nobody signs in', async () => {
    open({ auth: 'none', role: 'admin' })
    await rows()
    expect(screen.getAllByRole('radio')[1]?.parentElement).toHaveTextContent(/^22 Nov 09:15Z$/)
  })

  it('are restored, which closes the dialog', async () => {
    open()
    await rows()
    await press('Restore this version')
    expect(bringBack).toHaveBeenCalledOnce()
    expect(bringBack.mock.calls[0]?.[0]).toEqual(first)
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('are not restored where what they replace would be kept nowhere', async () => {
    bringBack.mockResolvedValue(false)
    open()
    await rows()
    await press('Restore this version')
    await screen.findByText(/^Nothing was restored: the library does not have the voyage as it is now\./)
    expect(onClose).not.toHaveBeenCalled()
  })

  it('are taken beside the present routes, as one step', async () => {
    open()
    await rows()
    await press('Add as alternatives')
    expect(currentVoyage().alternatives.map(({ name }) => name)).toEqual(['Route 1', 'Route 1 (22 Nov 09:15Z)'])
    expect(currentVoyage().name).toBe('Second')
    expect(onClose).toHaveBeenCalledOnce()
    act(voyageActions.undone)
    expect(currentVoyage()).toEqual(longer)
  })

  it('are not offered as alternatives where there is no room for more', async () => {
    act(() => {
      let full = longer
      for (let count = 0; count < 20; count++) full = addAlternative(full, `N ${count}`)
      voyageActions.voyageOpened(full)
    })
    open()
    await rows()
    expect(screen.getByRole('button', { name: 'Restore this version' })).toBeEnabled()
    expect(screen.queryByRole('button', { name: 'Add as alternatives' })).toBeNull()
  })

  it('say where nothing differs', async () => {
    open()
    await rows()
    await userEvent.click(screen.getByRole('radio', { name: /the newest/ }))
    await screen.findByText('The voyage is still as it was then.')
    expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull()
  })

  it('of a newer Fairway are left alone', async () => {
    open()
    await rows()
    await userEvent.click(screen.getByRole('radio', { name: /20 Nov/ }))
    await screen.findByText('A newer version of Fairway saved this one. Reload the page to get it.')
    expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull()
  })

  it('of which one was cleared away meanwhile', async () => {
    answers['/versions/4'] = () => json({ detail: 'no', code: 'not-found' }, 404)
    open()
    await screen.findByText('The library no longer has this version.')
  })

  it('are shown to viewers, who restore none', async () => {
    open({ role: 'viewer' })
    await rows()
    expect(words()).toContain('Viewers can see earlier versions but not restore them.')
    expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull()
  })

  it('wait until this desk edits', async () => {
    act(() => voyageActions.editingAllowed(false))
    open()
    await rows()
    expect(words()).toContain('To restore a version, close this and press Edit here.')
    expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull()
  })
})

describe('without earlier versions', () => {
  it('says how they come about', async () => {
    has(kept.slice(0, 1))
    open()
    await screen.findByText(/^No earlier versions yet\./)
  })

  it('says that the library is away, and asks again', async () => {
    answers = {}
    open()
    await screen.findByText('The earlier versions are kept in the library, which cannot be reached now.')
    has(kept)
    await press('Try again')
    await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(3))
  })

  it.each([
    [404, 'not-found', /^This voyage is not in the library, or you may not see it\./],
    [401, 'signed-out', /^Sign in again to see the earlier versions/],
  ])('says why: %i', async (status, code, reason) => {
    answers = { '/versions': () => json({ detail: 'no', code }, status) }
    open()
    await screen.findByText(reason)
  })
})

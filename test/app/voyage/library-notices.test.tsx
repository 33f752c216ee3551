import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LibraryNotices } from '#src/app/voyage/library-notices.tsx'
import { session } from '#src/app/voyage/session.ts'
import type { Team, TeamSnapshot } from '#src/app/voyage/team.ts'
import { HttpError, type Outcome } from '#src/data/http/http-error.ts'
import type { InLibrary } from '#src/data/library/library-sync.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { AppError, type ErrorCode } from '#src/domain/errors.ts'
import { voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import type { Role } from '#src/domain/metocean/wire/contract.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { VOYAGE_SCHEMA, type Voyage } from '#src/domain/voyage/voyage.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

const atMs = Date.UTC(2026, 10, 22, 10, 42, 59)
const route = routeFromPositions('', [
  { lat: 50, lon: -20 },
  { lat: 51, lon: -22 },
])
const yours = planned({ ...newVoyage('v', 0), name: 'Santos – Cape Town' }, { route })
const team = {
  takeOver: vi.fn(async () => undefined),
  settle: vi.fn(async () => undefined),
  restore: vi.fn(async () => undefined),
  noticed: vi.fn(),
}

beforeEach(() => {
  vi.clearAllMocks()
  act(() => {
    voyageActions.voyageOpened(yours)
    session.followDesk(null)
  })
})

function show(voyage: InLibrary | null, more: Partial<TeamSnapshot> = {}, role: Role = 'operator', onBoard = false) {
  const client = new QueryClient()
  client.setQueryData(aboutQuery().queryKey, { role, auth: 'token', user: 'ben' } as never)
  const now = { voyage, others: [], takenIn: [], failure: null, ...more }
  return render(
    <QueryClientProvider client={client}>
      <LibraryNotices team={team as unknown as Team} now={now} onBoard={onBoard} />
    </QueryClientProvider>,
  )
}
const text = ({ container }: ReturnType<typeof show>) => container.textContent
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent)

const conflictWith = (theirs: Voyage, by: string): InLibrary => ({
  kind: 'conflict',
  theirs: {
    rev: 7,
    by,
    atMs,
    document: voyageDocumentJson({
      schema: VOYAGE_SCHEMA,
      voyage: theirs,
      note: '',
      answers: [],
      reported: null,
      shown: {},
    }),
  },
})
const moved = planned(yours, {
  name: 'Santos – Durban',
  route: {
    ...route,
    waypoints: route.waypoints.map((one, index) => (index === 1 ? { ...one, position: { lat: 52, lon: -22 } } : one)),
  },
})

describe('two versions', () => {
  it.each([
    ['Keep yours', 'yours'],
    ['Take Anna’s', 'theirs'],
    ['Take both', 'both'],
  ] as const)('stand side by side with what differs: %s', async (label, choice) => {
    show(conflictWith(moved, 'Anna'))
    expect(screen.getByText(/^Anna saved this voyage on 22 Nov 10:42Z while you edited it here\./)).toBeVisible()
    const table = screen.getByRole('table', { name: 'What differs between the two versions' })
    const rows = within(table)
      .getAllByRole('row')
      .map((row) => [...row.children].map(({ textContent }) => textContent))
    expect(rows).toEqual([
      ['Yours', 'Anna’s, 22 Nov 10:42Z'],
      ['Name'],
      ['Santos – Cape Town', 'Santos – Durban'],
      ['Waypoints 1 moved'],
      ['2 waypoints · 97.4 NM', '2 waypoints · 142.0 NM'],
    ])
    await press(label)
    expect(team.settle).toHaveBeenCalledExactlyOnceWith(choice)
  })

  it('name nobody where nobody signs in', () => {
    show(conflictWith(moved, ''))
    expect(screen.getByText(/^The other desk saved this voyage/)).toBeVisible()
    expect(screen.getByRole('columnheader', { name: 'Other desk, 22 Nov 10:42Z' })).toBeVisible()
    expect(buttons()).toEqual(['Keep yours', 'Take the other desk’s', 'Take both'])
  })

  it('are no alternatives where the routes are the same', () => {
    const shown = show(conflictWith({ ...yours, name: 'Santos – Durban' }, 'Anna'))
    expect(buttons()).toEqual(['Keep yours', 'Take Anna’s'])
    expect(text(shown)).not.toContain('alternatives')
  })

  it('leave a viewer, who can save neither, the other one', () => {
    const shown = show(conflictWith(moved, 'Anna'), {}, 'viewer')
    expect(text(shown)).toContain('Viewers cannot change the library: yours is kept in this browser only.')
    expect(buttons()).toEqual(['Take Anna’s'])
  })

  it('say why a choice was not carried out, until that is acknowledged', async () => {
    const failure = new AppError('server-full')
    show(conflictWith(moved, 'Anna'), { failure })
    expect(screen.getByRole('alert')).toHaveTextContent("The disk of Fairway's server is full.")
    await press('Dismiss')
    expect(team.noticed).toHaveBeenCalledOnce()
  })

  it('once settled at another desk, say nothing of a choice that failed here', () => {
    show({ kind: 'kept' }, { failure: new AppError('server-full') })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('show names with markup as text', () => {
    const shown = show(conflictWith({ ...moved, name: '<b>bold</b>' }, '<i>Anna</i>'))
    expect(screen.getByRole('cell', { name: '<b>bold</b>' })).toBeVisible()
    expect(shown.container.querySelector('b, i')).toBeNull()
  })
})

const failing = (code: ErrorCode, outcome: Outcome, status: number | null) =>
  new HttpError(code, 'request 7', { outcome, status })

describe('an edit that the library does not have', () => {
  it.each([
    [
      'full',
      failing('server-full', 'not-sent', 503),
      'The library is full. Your edits are kept in this browser and sent when there is room.',
    ],
    [
      'read-only',
      failing('server-read-only', 'not-sent', 503),
      'The library is read-only for now. Your edits are kept in this browser and sent when it takes them again.',
    ],
    [
      'on a broken disk',
      failing('server-failed', 'not-sent', 503),
      'The library is read-only for now. Your edits are kept in this browser and sent when it takes them again.',
    ],
    [
      'away',
      failing('server-unreachable', 'unknown', null),
      '', // the page says so
    ],
    [
      'closed until somebody signs in',
      failing('signed-out', 'not-sent', 401),
      'Your edits are kept in this browser and sent to the library when you have signed in again.',
    ],
  ])('waits while it is %s', (_, failure, words) => {
    expect(text(show({ kind: 'away', failure }))).toBe(words)
    expect(buttons()).toEqual([])
  })

  it.each([
    ['not-allowed', /^Viewers cannot change the library: your edits are kept in this browser only\./],
    [
      'voyage-newer',
      /^A newer version of Fairway saved this voyage .* Yours is kept in this browser\. Reload the page/,
    ],
    ['voyage-unreadable', /^The library’s copy of this voyage cannot be read and is left unchanged\./],
    ['request-refused', /^The library did not accept this voyage\. It is kept in this browser\.Detailsrequest 7$/],
  ] as const)('is refused: %s', (code, words) => {
    expect(text(show({ kind: 'refused', failure: failing(code, 'refused', 403) }))).toMatch(words)
  })

  it.each([
    ['Anna', 'Anna archived this voyage on 22 Nov 10:42Z. Your edits are kept in this browser only.'],
    ['', 'This voyage was archived on 22 Nov 10:42Z. Your edits are kept in this browser only.'],
  ])('is of an archived voyage: by “%s”', async (by, words) => {
    const shown = show({ kind: 'archived', by, atMs })
    expect(screen.getByText(words)).toBeVisible()
    await press('Take it back')
    expect(team.restore).toHaveBeenCalledOnce()
    shown.unmount()
    show({ kind: 'archived', by, atMs }, {}, 'viewer')
    expect(buttons()).toEqual([])
  })

  it('is of a voyage that is gone elsewhere', async () => {
    show({ kind: 'gone' })
    expect(screen.getByText(/^This voyage is no longer in the library, or you may no longer see it\./)).toBeVisible()
    await press('Save it again')
    expect(team.restore).toHaveBeenCalledOnce()
  })
})

it('says nothing of the open voyage on the board', () => {
  act(() => session.followDesk('Anna'))
  const shown = show({ kind: 'gone' }, { takenIn: [yours] }, 'operator', true)
  expect(text(shown)).toMatch(/^1 voyage of this browser is now in the library too/)
})

it('says nothing while all is well', () => {
  expect(text(show({ kind: 'kept' }))).toBe('')
  expect(text(show({ kind: 'waiting' }))).toBe('')
  expect(text(show(null))).toBe('')
})

it('lists what was taken into the library, as many names as fit', async () => {
  const taken = (names: readonly string[]) => names.map((name) => ({ ...yours, name }))
  const one = show(null, { takenIn: taken(['']) })
  expect(screen.getByText(/^1 voyage of this browser is now/)).toHaveTextContent(
    /in the library too: “Untitled voyage”\.$/,
  )
  one.unmount()
  show(null, { takenIn: taken(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']) })
  expect(screen.getByText(/^10 voyages of this browser are now/)).toHaveTextContent(/“A”, .*“H” and 2 more\.$/)
  await press('Dismiss')
  expect(team.noticed).toHaveBeenCalledOnce()
})

it.each([
  ['Anna', 'Anna is editing this voyage at another desk.'],
  ['', 'This voyage is being edited at another desk.'],
])('says who edits at another desk, by “%s”, and takes over', async (by, words) => {
  act(() => session.followDesk(by))
  expect(text(show({ kind: 'kept' }))).toContain(`${words} This desk follows the changes saved there.`)
  await press('Edit here')
  expect(team.takeOver).toHaveBeenCalledOnce()
})

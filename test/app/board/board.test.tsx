import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outlook, VoyageHead } from '#src/domain/library/wire.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import type { FleetMap } from '#src/features/map/fleet/fleet-map.tsx'
import { testParts, testPoints } from '#test/support/submission.ts'
import { BoardServer, boardScreen, cells, comeBack, names, nowMs, openBoard, press, rowOf } from './render-board.tsx'

vi.mock('#src/features/map/fleet/fleet-map.tsx', () => ({
  FleetMap: (({ rows, chosenId, onChoose }) => (
    <ul aria-label="Map">
      {rows.slice(0, 9).map(({ id, name }) => (
        <li key={id}>
          <button aria-pressed={id === chosenId} onClick={() => onChoose(id)}>
            {name} on the map
          </button>
        </li>
      ))}
    </ul>
  )) satisfies typeof FleetMap,
}))

const iso = (ms: number) => new Date(ms).toISOString()
const outlook = (change: Partial<Outlook> = {}): Outlook => ({
  askedAt: iso(nowMs - HOUR_MS),
  worst: { quantity: 'wave', value: 3, unit: 'm', at: iso(nowMs + 5 * HOUR_MS), state: 'ok' },
  hoursOverLimit: 0,
  hoursOverCaution: 0,
  unknownShare: 0,
  synthetic: false,
  alternative: 'a',
  ...change,
})
const fine: Partial<VoyageHead> = { outlook: outlook() }
const over: Partial<VoyageHead> = {
  outlook: outlook({
    worst: { quantity: 'wind', value: 38, unit: 'kn', at: iso(nowMs + 9 * HOUR_MS), state: 'limit' },
    hoursOverLimit: 3,
    hoursOverCaution: 8,
  }),
}
const planned: Partial<VoyageHead> = { departure: iso(nowMs + DAY_MS), arrival: iso(nowMs + 5 * DAY_MS) }
const arrived: Partial<VoyageHead> = { departure: iso(nowMs - 9 * DAY_MS), arrival: iso(nowMs - DAY_MS) }
const archived: Partial<VoyageHead> = { ...arrived, archivedAt: iso(nowMs - HOUR_MS) }

let server: BoardServer
let stop = () => {}
let tasks: Awaited<ReturnType<typeof openBoard>>['tasks']
let container: HTMLElement

/** @param first a voyage to wait for; null: none is shown */
async function open(first: string | null = [...server.entries.values()][0]?.head.name ?? null) {
  ;({ tasks, container, stop } = await openBoard())
  if (first !== null) await screen.findByRole('link', { name: first })
}
const chip = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
const search = () => screen.getByRole('searchbox')
const status = (words: string | RegExp) => screen.findByText(words)

beforeEach(() => {
  boardScreen()
  server = new BoardServer()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the rows', () => {
  it('are in the order of attention, and tell what is known of each', async () => {
    server.has('Rest', fine)
    server.has('Due', { outlook: outlook({ askedAt: iso(nowMs - 7 * HOUR_MS) }), note: 'Bunkers at Utsira' })
    server.has('Planned', planned)
    server.has('Over', { ...over, desks: [{ user: 'Ben', edits: true }] })
    server.has('Arriving', { ...fine, arrival: iso(nowMs + 20 * HOUR_MS) })
    await open()
    expect(names()).toEqual(['Over', 'Due', 'Arriving', 'Rest', 'Planned'])
    expect(cells('Over').slice(1, 7)).toEqual([
      "55°00'N 004°00'E | by schedule",
      'Utsira | 26 Nov 12:00Z',
      'Over limit | Wind 38 kn, 25 Nov 21:00Z',
      '3.0 h | caution 8.0 h',
      '1 h ago | ',
      'being edited | ',
    ])
    expect(cells('Due')[5]).toBe('7 h ago | refresh due')
    expect(within(rowOf('Due')).getByLabelText('Shift note: Bunkers at Utsira')).toBeVisible()
    expect(within(rowOf('Rest')).queryByLabelText(/^Shift note/)).toBeNull()
    expect(cells('Planned').slice(1, 6)).toEqual([
      'Not sailed | leaves 26 Nov 12:00Z',
      'Utsira | 26 Nov 12:00Z',
      'Not known | no weather yet',
      '— | ',
      'No answer | ',
    ])
  })

  it('say that a figure is synthetic, and what becomes of a request', async () => {
    const id = server.has('Model', { outlook: outlook({ synthetic: true }) })
    server.has('Sea', fine)
    await open()
    expect(within(rowOf('Model')).getByText('synthetic')).toBeVisible()
    expect(within(rowOf('Sea')).queryByText('synthetic')).toBeNull()
    await act(async () => {
      await tasks.submit({
        slug: 'model',
        parts: testParts(3, 'Model').map((part) => ({ ...part, voyageId: id })),
        mode: 'async',
        points: testPoints(3),
        variables: ['wind'],
        windHeightM: 10,
        receiveMail: false,
      })
    })
    await waitFor(() => expect(cells('Model')[5]).toMatch(/^1 h ago \| (Sending|Waiting|Running)/))
    expect(cells('Sea')[5]).toBe('1 h ago | ')
  })

  it('name nobody where nobody signs in', async () => {
    server.has('Open', { ...fine, desks: [{ user: 'operator', edits: false }] })
    server.has('Edited', { ...fine, desks: [{ user: 'operator', edits: true }] })
    await open()
    expect([cells('Open')[6], cells('Edited')[6]]).toEqual(['open | ', 'being edited | '])
    expect(screen.queryByText(/operator/)).toBeNull()
  })

  it('are chosen on the map, which draws the rows of the list, and are told of beside it', async () => {
    server.has('One', { ...fine, voyageNumber: '042N', note: 'Pilot at six' })
    server.has('Other', fine)
    await open()
    const panel = () => within(screen.getByRole('region', { name: 'Chosen voyage' }))
    await press.click(await screen.findByRole('button', { name: 'Other on the map' }))
    expect(panel().getByRole('heading', { name: 'Other' })).toBeVisible()
    expect(rowOf('Other')).toHaveAttribute('aria-selected', 'true')
    await press.click(screen.getByRole('button', { name: 'One on the map' }))
    expect(panel().getByText('Astrid · Voy. 042N')).toBeVisible()
    expect(panel().getByText('Pilot at six')).toBeVisible()
    await press.click(chip('Under way'))
    expect(within(screen.getByRole('list', { name: 'Map' })).queryByRole('button')).toBeNull()
  })
})

it('chips count what there is of each, and choose what is shown', async () => {
  server.has('At sea', fine)
  server.has('Also at sea', fine)
  server.has('Soon', planned)
  server.has('There', arrived)
  server.has('Away', archived)
  await open()
  await waitFor(() => expect(chip('Archived')).toHaveTextContent('Archived1'))
  const shown = () =>
    ['Under way', 'Planned', 'Arrived', 'Archived'].map((one) => chip(one).getAttribute('aria-pressed'))
  expect(['Under way', 'Planned', 'Arrived'].map((one) => chip(one).textContent)).toEqual([
    'Under way2',
    'Planned1',
    'Arrived1',
  ])
  expect(shown()).toEqual(['true', 'true', 'false', 'false'])
  expect(names()).toEqual(['At sea', 'Also at sea', 'Soon'])
  await press.click(chip('Arrived'))
  await press.click(chip('Archived'))
  await press.click(chip('Under way'))
  expect(names()).toEqual(['Soon', 'There', 'Away'])
})

describe('the keyboard', () => {
  it('moves over the rows with arrows, Home and End, one of them in the order of Tab, and opens with Enter', async () => {
    const [, second] = [server.has('First', over), server.has('Second', fine), server.has('Third', planned)]
    await open()
    act(() => rowOf('First').focus())
    await press.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(rowOf('Second')).toHaveFocus()
    expect(rowOf('Second')).toHaveAttribute('aria-selected', 'true')
    expect([...document.querySelectorAll('[data-row][tabindex="0"]')]).toEqual([rowOf('Second')])
    await press.keyboard('{End}')
    expect(rowOf('Third')).toHaveFocus()
    await press.keyboard('{Home}{ArrowDown}{Enter}')
    expect(window.location.pathname).toBe(`/v/${second}`)
  })

  it('stays on the names while it goes from one to the next', async () => {
    server.has('First', over)
    server.has('Second', fine)
    await open()
    act(() => screen.getByRole('link', { name: 'First' }).focus())
    await press.keyboard('{ArrowDown}')
    expect(screen.getByRole('link', { name: 'Second' })).toHaveFocus()
  })
})

describe('opening a voyage', () => {
  it('is a click anywhere on its row, but not on its menu', async () => {
    const id = server.has('North Sea', fine)
    await open()
    await press.click(screen.getByRole('button', { name: 'More for North Sea' }))
    expect(window.location.pathname).toBe('/board')
    await press.click(await screen.findByRole('menuitem', { name: 'Open' }))
    expect(window.location.pathname).toBe(`/v/${id}`)
    act(() => window.history.replaceState(null, '', '/board'))
    await press.click(screen.getByText('by schedule'))
    expect(window.location.pathname).toBe(`/v/${id}`)
  })

  it('in another tab is left to the browser', async () => {
    const id = server.has('North Sea', fine)
    await open()
    const link = screen.getByRole('link', { name: 'North Sea' })
    expect(link).toHaveAttribute('href', `/v/${id}`)
    /** Is a click left to the browser? */
    const follows = (keys: MouseEventInit) => {
      let isLeft = false
      const last = (event: Event) => {
        isLeft = !event.defaultPrevented
        event.preventDefault()
      }
      container.addEventListener('click', last, { once: true }) // heard after the page's own
      fireEvent.click(link, keys)
      return isLeft
    }
    expect([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }].map(follows)).toEqual([true, true, true])
    expect(window.location.pathname).toBe('/board')
    expect(follows({})).toBe(false)
    expect(window.location.pathname).toBe(`/v/${id}`)
  })
})

describe('the search', () => {
  it('is made by the server as one types, once typing rests, and says how many it found', async () => {
    server.has('North Sea', fine)
    server.has('Nordkapp', planned)
    server.has('Biscay', fine)
    await open()
    server.service.requests.length = 0
    await press.type(search(), ' Nor')
    await status('2 voyages found')
    expect(names()).toEqual(['North Sea', 'Nordkapp'])
    expect(server.searches()).toEqual(['Nor'])
    expect(server.searches(true)).toEqual(['Nor'])
    await press.type(search(), 'th')
    await status('1 voyage found')
    expect(server.searches()).toEqual(['Nor', 'North'])
    expect(chip('Under way')).toHaveTextContent('Under way1')
  })

  it('that finds nothing says so and can be cleared, without a word of an empty board in between', async () => {
    server.has('North Sea', fine)
    await open()
    const words: (string | null)[] = []
    const seen = new MutationObserver(() => words.push(screen.getByRole('main').textContent))
    await press.type(search(), 'Horn')
    await status(/^Nothing found for “Horn”/)
    seen.observe(screen.getByRole('main'), { subtree: true, childList: true, characterData: true })
    await press.click(screen.getByRole('button', { name: 'Clear the search' }))
    await screen.findByRole('link', { name: 'North Sea' })
    seen.disconnect()
    expect(search()).toHaveValue('')
    expect(words.filter((text) => text?.includes('No voyages yet'))).toEqual([])
  })

  it('that finds only what is not shown says that, and shows it', async () => {
    server.has('North Sea', fine)
    server.has('Horn', archived)
    await open()
    await press.type(search(), 'Horn')
    await status('“Horn” is found only in voyages that are not shown.')
    await press.click(screen.getByRole('button', { name: 'Show all voyages' }))
    expect(names()).toEqual(['Horn'])
  })
})

describe('a board with nothing to list', () => {
  it('tells how voyages get here, and begins one', async () => {
    await open()
    await screen.findByRole('heading', { name: 'No voyages yet' })
    expect(within(screen.getByRole('main')).getByRole('button', { name: 'New voyage' })).toBeVisible()
  })

  it('because of its filters says which', async () => {
    server.has('There', arrived)
    await open(null)
    await status('No voyage is under way or planned.')
    await press.click(chip('Planned'))
    await status('No voyage is under way.')
    await press.click(chip('Under way'))
    await status('No voyage is shown.')
    await press.click(screen.getByRole('button', { name: 'Show all voyages' }))
    expect(names()).toEqual(['There'])
  })
})

describe('without a server', () => {
  it('what was read stays, says from when it is, and goes on by the clock until it answers again', async () => {
    server.has('North Sea', over)
    await open()
    server.isAway = true
    vi.setSystemTime(nowMs + 10 * MINUTE_MS)
    comeBack()
    await status(
      'The server does not answer. The board is as it was at 12:00Z and moves on with the clock; changes by others are not seen.',
    )
    expect(names()).toEqual(['North Sea'])
    server.isAway = false
    server.has('Biscay', fine)
    await press.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('link', { name: 'Biscay' })
    expect(screen.queryByText(/does not answer/)).toBeNull()
  })

  it('the search looks through what was read', async () => {
    server.has('North Sea', over)
    server.has('Biscay', { ...fine, note: 'Pilot at six' })
    await open()
    server.isAway = true
    await press.type(search(), 'pilot six')
    await status(
      'The server does not answer. The board is as it was at 12:00Z and moves on with the clock; changes by others are not seen. ' +
        'Only that is searched.',
    )
    expect(names()).toEqual(['Biscay'])
    await press.type(search(), 'een')
    expect(await screen.findByText(/^Nothing found for “pilot sixeen”/)).toBeVisible()
    server.isAway = false
    await press.click(screen.getByRole('button', { name: 'Clear the search' }))
    await waitFor(() => expect(names()).toEqual(['North Sea', 'Biscay']))
  })

  it('from the start there is only the failure, and no word of an empty board', async () => {
    server.has('North Sea', fine)
    server.isAway = true
    await open(null)
    expect(await screen.findByRole('alert')).toHaveTextContent(/^Fairway's server is not responding/)
    expect(screen.queryByRole('heading', { name: 'No voyages yet' })).toBeNull()
    server.isAway = false
    await press.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('link', { name: 'North Sea' })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says why where it answers, but does not give the list', async () => {
    server.has('North Sea', fine)
    await open()
    server.service.misbehave(({ path }) =>
      path.startsWith('/api/voyages')
        ? new Response('{"detail":"no"}', { status: 500, headers: { 'content-type': 'application/json' } })
        : null,
    )
    comeBack()
    await status(/^The server could not do this\..* The board is as it was at 12:00Z/)
    expect(names()).toEqual(['North Sea'])
  })
})

it('reads 3,000 voyages at most, and says that there are more', async () => {
  for (let number = 1; number <= 3001; number++) server.has(`Voyage ${number}`, fine)
  await open('Voyage 1')
  await status(/^The board shows the 3.000 voyages changed last\. Search to find others\.$/)
  expect(chip('Under way')).toHaveTextContent(/^Under way3.000$/)
  expect(rowOf('Voyage 1').parentElement?.children.length).toBeLessThan(100)
  await press.type(search(), 'Voyage 3001')
  await screen.findByRole('link', { name: 'Voyage 3001' })
  await waitFor(() => expect(screen.queryByText(/^The board shows/)).toBeNull())
})

describe('on a small screen', () => {
  it('each voyage is a card with the names of its facts, and opens the same way', async () => {
    boardScreen(820)
    const id = server.has('North Sea', over)
    server.has('Biscay', { ...fine, desks: [{ user: 'operator', edits: true }] })
    await open()
    const facts = (name: string) =>
      [...rowOf(name).querySelectorAll('dt')].map((term) => [term.textContent, term.nextElementSibling?.textContent])
    expect(facts('North Sea')).toEqual([
      ['Now', "55°00'N 004°00'Eby schedule"],
      ['Next, ETA', 'Utsira26 Nov 12:00Z'],
      ['Worst ahead', 'Over limitWind 38 kn, 25 Nov 21:00Z'],
      ['Over limit', '3.0 hcaution 8.0 h'],
      ['Answer', '1 h ago'],
    ])
    expect(facts('Biscay').at(-1)).toEqual(['Open at', 'being edited'])
    expect(within(rowOf('North Sea')).getByRole('button', { name: 'More for North Sea' })).toBeVisible()
    act(() => rowOf('North Sea').focus())
    await press.keyboard('{ArrowDown}{ArrowUp}{Enter}')
    expect(window.location.pathname).toBe(`/v/${id}`)
  })
})

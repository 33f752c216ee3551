import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Beside } from '#src/domain/library/beside.ts'
import type { VoyageHead } from '#src/domain/library/wire.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { requestParts } from '#src/domain/voyage/request-plan.ts'
import { defaultRequest, emptyVoyage, type RequestChoices, type Voyage } from '#src/domain/voyage/voyage.ts'
import { type DialogName, onIntent } from '#src/state/intents.ts'
import { currentPlan, currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { planned } from '#test/support/planned.ts'
import {
  BoardServer,
  boardScreen,
  cells,
  chooseIn,
  comeBack,
  newId,
  nowMs,
  openBoard,
  press,
  rowOf,
} from './render-board.tsx'

// Whose page it is, is settled when it is loaded.
vi.hoisted(() => localStorage.setItem('fairway.user', JSON.stringify({ name: 'anna', auth: 'token' })))
vi.mock('#src/features/map/fleet/fleet-map.tsx', () => ({ FleetMap: () => null }))

const iso = (ms: number) => new Date(ms).toISOString()
let server: BoardServer
let stop = () => {}
/** What the outbox was given. */
let sent: RequestDraft[]

/** A voyage southwards along 30°W, under way for two hours. @param hours it takes at 12 kn, about an hour a point */
function voyageOf(name: string, hours = 10, request: Partial<RequestChoices> = {}): Voyage {
  const ends = [
    { lat: 60, lon: -30 },
    { lat: 60 - hours / 5, lon: -30 },
  ]
  const choices = { ...defaultRequest, ...request }
  const route = routeFromPositions('', ends)
  return planned(emptyVoyage(newId(), nowMs - 2 * HOUR_MS), { name, request: choices, route, speedKn: 12 })
}
function keep(voyage: Voyage, beside: Partial<Beside> = {}): Voyage {
  server.keeps(voyage, beside)
  return voyage
}
const pointsOf = (...voyages: Voyage[]) =>
  voyages.reduce((sum, voyage) => sum + requestParts(voyage).points.timeMs.length, 0)

/** @param first a voyage to wait for; null: none is shown */
async function open(first: string | null = [...server.entries.values()][0]?.head.name ?? null, hasVoyage = false) {
  const page = await openBoard(hasVoyage)
  stop = page.stop
  const { submit } = page.tasks
  vi.spyOn(page.tasks, 'submit').mockImplementation((draft) => {
    sent.push(draft)
    return submit(draft)
  })
  if (first !== null) await screen.findByRole('link', { name: first })
  await waitFor(() => expect(page.client.getQueryData(['about'])).toBeDefined())
}
const dialog = () => within(screen.getByRole('dialog'))
const button = (name: string | RegExp) => dialog().getByRole('button', { name })
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
/** Each fact of a list as `name: words`. */
const facts = (label: string) =>
  [...dialog().getByLabelText(label).querySelectorAll('dt')].map(
    (term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`,
  )

beforeAll(async () => {
  await import('#src/app/board/board-work.tsx') // loaded when it is first needed, but not while a test waits
  standInForDialogs()
})
beforeEach(() => {
  boardScreen()
  server = new BoardServer()
  server.about = { user: 'anna', role: 'operator', auth: 'token' }
  sent = []
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('names who has a voyage open where people sign in', async () => {
  server.has('North Sea', {
    desks: [
      { user: 'Ben', edits: true },
      { user: 'Cleo', edits: false },
    ],
  })
  await open()
  expect(cells('North Sea')[6]).toBe('Ben edits | also Cleo')
})

describe('a viewer', () => {
  const note = 'Viewers can see the board but not change it.'
  it('opens voyages, but changes nothing and asks for nothing', async () => {
    server.has('North Sea', { outlook: null })
    server.about = { ...server.about, role: 'viewer' }
    await open()
    expect(screen.getByRole('button', { name: 'Refresh what is due (1)' })).toBeDisabled()
    fireEvent.keyDown(screen.getByRole('button', { name: 'More for North Sea' }), { key: 'Enter' })
    expect(await screen.findByText(note)).toBeVisible()
    const items = screen.getAllByRole('menuitem')
    expect(items.map((item) => [item.textContent, item.getAttribute('aria-disabled')])).toEqual([
      ['Open', null],
      ['Better route…', 'true'],
      ['Speed plan…', 'true'],
      ['Departures…', 'true'],
      ['Shift note…', 'true'],
      ['Report position…', 'true'],
      ['Archive…', 'true'],
    ])
  })
})

describe('a voyage as a whole', () => {
  const archivedAt = iso(nowMs - HOUR_MS)
  const itemsOf = async (name: string) => {
    fireEvent.keyDown(screen.getByRole('button', { name: `More for ${name}` }), { key: 'Enter' })
    return (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)
  }
  const openArchived = async (voyage: Voyage, change: Partial<VoyageHead> = {}) => {
    server.keeps(voyage, {}, { archivedAt, ...change })
    await open(null)
    await press.click(await screen.findByRole('button', { name: 'Show all voyages' }))
    await screen.findByRole('link', { name: voyage.name })
  }

  it('is archived for everybody, after asking, and leaves the board', async () => {
    const voyage = keep(voyageOf('Horn'))
    await open()
    await chooseIn('Horn', 'Archive…')
    expect(dialog().getByText(/^It leaves the board for everybody\. Among the archived/)).toBeVisible()
    await press.click(button('Archive'))
    await isClosed()
    expect(server.entries.get(voyage.id)?.head.archivedAt).not.toBeNull()
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Horn' })).toBeNull())
  })

  it('is taken back as it was', async () => {
    const voyage = voyageOf('Horn')
    await openArchived(voyage)
    expect(await itemsOf('Horn')).toEqual(['Open', 'Take back…'])
    await press.click(screen.getByRole('menuitem', { name: 'Take back…' }))
    const before = server.document(voyage.id)
    await press.click(button('Take back'))
    await isClosed()
    expect(server.entries.get(voyage.id)).toMatchObject({ head: { archivedAt: null }, document: before })
  })

  it('is removed for good by an administrator alone', async () => {
    server.about = { ...server.about, role: 'admin' }
    const voyage = voyageOf('Horn')
    await openArchived(voyage)
    expect(await itemsOf('Horn')).toEqual(['Open', 'Take back…', 'Remove for good…'])
    await press.click(screen.getByRole('menuitem', { name: 'Remove for good…' }))
    expect(server.entries.has(voyage.id)).toBe(true)
    await press.click(button('Remove for good'))
    await isClosed()
    expect(server.entries.has(voyage.id)).toBe(false)
  })

  it('stays as it is where the server does not answer', async () => {
    keep(voyageOf('Horn'))
    await open()
    await chooseIn('Horn', 'Archive…')
    server.isAway = true
    await press.click(button('Archive'))
    expect(await dialog().findByRole('alert')).toHaveTextContent(/The voyage is as it was\./)
  })
})

describe('the shift note', () => {
  const noteOf = ({ id }: Voyage) => server.beside(id).note
  const field = () => dialog().getByLabelText('What the next watch should know')
  async function write(voyage: Voyage, text: string) {
    await chooseIn(voyage.name, 'Shift note…')
    await screen.findByRole('dialog', { name: `Shift note: ${voyage.name}` })
    await press.type(field(), text)
  }

  it('is shown to be changed, saved beside the voyage, and stands on the board then', async () => {
    const voyage = keep(voyageOf('North Sea'), { note: 'Pilot at six' })
    const before = JSON.stringify(server.document(voyage.id)['voyage'])
    await open()
    await write(voyage, ', berth 4 ')
    expect(field()).toHaveValue('Pilot at six, berth 4 ')
    await press.click(button('Save note'))
    await isClosed()
    expect(noteOf(voyage)).toBe('Pilot at six, berth 4')
    expect(JSON.stringify(server.document(voyage.id)['voyage'])).toBe(before)
    expect(await within(rowOf('North Sea')).findByLabelText('Shift note: Pilot at six, berth 4')).toBeVisible()
  })

  it('cannot be saved unchanged, and is left alone by Cancel', async () => {
    const voyage = keep(voyageOf('North Sea'), { note: 'Pilot at six' })
    await open()
    await write(voyage, '!')
    await press.type(field(), '{Backspace}')
    expect(button('Save note')).toBeDisabled()
    await press.type(field(), '!')
    await press.click(button('Cancel'))
    await isClosed()
    expect(noteOf(voyage)).toBe('Pilot at six')
  })

  it.each([
    ['no answer', () => void (server.isAway = true), 'The server does not answer.'],
    ['a refusal', () => server.refuse(403, 'not-allowed'), 'Your role does not allow this.'],
    [
      'a voyage that is gone',
      () => server.refuse(404, 'not-found'),
      'This voyage is no longer in the library, or you may no longer see it.',
    ],
    [
      'saves of others all the time',
      () => server.refuse(412, 'voyage-conflict'),
      'Others are saving at the moment. Try again.',
    ],
  ])('stays in the dialog with %s, and can be saved again', async (_what, happens, words) => {
    const voyage = keep(voyageOf('North Sea'))
    await open()
    await write(voyage, 'Pilot at six')
    happens()
    await press.click(button('Save note'))
    expect(await dialog().findByRole('alert')).toHaveTextContent(`${words} What you typed is still here.`)
    expect(field()).toHaveValue('Pilot at six')
    server.recover()
    await press.click(button('Save note'))
    await isClosed()
    expect(noteOf(voyage)).toBe('Pilot at six')
  })

  it('says that somebody has archived the voyage', async () => {
    const voyage = keep(voyageOf('North Sea'))
    await open()
    await write(voyage, 'Pilot at six')
    server.archive(voyage.id)
    await press.click(button('Save note'))
    expect(await dialog().findByRole('alert')).toHaveTextContent(/^Somebody has archived this voyage\. What you typed/)
    expect(noteOf(voyage)).toBe('')
  })

  it('that somebody else has written meanwhile is kept beside it, also where that happens during the save', async () => {
    const voyage = keep(voyageOf('North Sea'), { note: 'Old' })
    await open()
    await write(voyage, ' and mine')
    server.noteMeanwhile(voyage.id, 'Ben was here')
    server.beforeSave = () => server.noteMeanwhile(voyage.id, 'Ben was here twice')
    await press.click(button('Save note'))
    await isClosed()
    expect(noteOf(voyage)).toBe('Ben was here twice\nOld and mine')
  })

  it('with a tab in it is changed, not doubled', async () => {
    const voyage = keep(voyageOf('North Sea'), { note: 'Berth\t4' })
    await open()
    await write(voyage, '!')
    await press.click(button('Save note'))
    await isClosed()
    expect(noteOf(voyage)).toBe('Berth 4!')
  })
})

describe('a position report', () => {
  const place = () => dialog().getByLabelText('Reported position')
  const time = () => dialog().getByLabelText('Reported at (UTC)')
  const report = () => button('Report position')
  const typed = (where: string, when: string) => {
    fireEvent.change(place(), { target: { value: where } })
    fireEvent.change(time(), { target: { value: when } })
  }
  const openOf = async (voyage: Voyage) => {
    await open()
    await chooseIn(voyage.name, 'Report position…')
    await screen.findByRole('dialog', { name: `Report position: ${voyage.name}` })
  }

  it('begins with where the schedule has her now, and is stored and shown', async () => {
    const voyage = keep(voyageOf('North Sea'))
    await openOf(voyage)
    expect(place()).toHaveValue("59°36.062'N 030°00.000'W")
    expect(time()).toHaveValue('25 Nov 2026 12:00Z')
    expect(dialog().getByRole('status')).toHaveTextContent('The schedule has her there at that time.')
    typed("59°42'N 030°30'W", '25 Nov 11:30Z')
    expect(dialog().getByRole('status')).toHaveTextContent('15.2 NM from where the schedule had her then.')
    await press.click(report())
    await isClosed()
    expect(server.beside(voyage.id).reported).toEqual({ at: '2026-11-25T11:30:00.000Z', lat: 59.7, lon: -30.5 })
    await waitFor(() => expect(cells('North Sea')[1]).toBe("59°42'N 030°30'W | reported 30 min ago"))
  })

  it('that cannot be read, or is empty, cannot be stored, and says which field is wrong', async () => {
    await openOf(keep(voyageOf('North Sea')))
    typed('somewhere', '25 Nov 11:30Z')
    expect(place()).toHaveAccessibleDescription(/^This is not a position\./)
    expect(time()).toHaveAccessibleDescription('25 Nov 2026 11:30Z')
    expect(report()).toBeDisabled()
    typed("59°42'N 030°30'W", 'noon')
    expect(time()).toHaveAccessibleDescription(/^This is not a time\./)
    expect(report()).toBeDisabled()
    typed('', '25 Nov 11:30Z')
    expect(place()).not.toHaveAccessibleDescription()
    expect(report()).toBeDisabled()
  })

  it.each([
    ['from the future', '25 Nov 12:11Z', 'This time has not come yet.', false],
    ['by a clock that is a little fast', '25 Nov 12:10Z', 'The schedule does not say where she was then.', true],
    ['before departure', '25 Nov 09:00Z', 'This is before her departure: the board keeps to the schedule.', true],
  ])('%s is told of', async (_what, when, words, isOffered) => {
    // She arrives at noon.
    await openOf(keep(voyageOf('North Sea', 2)))
    typed("59°42'N 030°00'W", when)
    expect(dialog().getByRole('status')).toHaveTextContent(words)
    expect(report()).toHaveProperty('disabled', !isOffered)
  })

  it('from yesterday is told of, and one far from the schedule is doubted, but both are stored', async () => {
    const voyage = planned(voyageOf('North Sea', 200), { departureMs: nowMs - 2 * DAY_MS })
    await openOf(keep(voyage))
    typed("55°00'N 030°00'W", '24 Nov 12:00Z')
    expect(dialog().getByRole('status')).toHaveTextContent(
      'This is more than a day old: the board keeps to the schedule.',
    )
    expect(report()).toBeEnabled()
    typed("45°00'N 030°00'W", '25 Nov 12:00Z')
    const words = /^32\d\.\d NM from where the schedule had her then\. Check it before you report it\.$/
    expect(dialog().getByRole('status')).toHaveTextContent(words)
    await press.click(report())
    await isClosed()
    expect(server.beside(voyage.id).reported).toMatchObject({ lat: 45 })
  })

  it('stays in the dialog while the server is away', async () => {
    const voyage = keep(voyageOf('North Sea'))
    await openOf(voyage)
    typed("59°42'N 030°30'W", '25 Nov 11:30Z')
    server.isAway = true
    await press.click(report())
    expect(await dialog().findByRole('alert')).toHaveTextContent(
      'The server does not answer. What you typed is still here.',
    )
    expect(place()).toHaveValue("59°42'N 030°30'W")
    server.recover()
    await press.click(report())
    await isClosed()
    expect(server.beside(voyage.id).reported).toMatchObject({ lat: 59.7 })
  })
})

describe('the rest of a voyage', () => {
  const reported = (hoursAgo: number) => ({ at: iso(nowMs - hoursAgo * HOUR_MS), lat: 59.7, lon: -30.2 })
  const chosen = () => within(screen.getByRole('region', { name: 'Chosen voyage' }))
  const buttons = () => chosen().getAllByRole('button')
  let asked: DialogName[]
  let stopAsking = () => {}
  beforeEach(() => {
    asked = []
    stopAsking = onIntent('open-dialog', (name) => asked.push(name))
  })
  afterEach(() => stopAsking())
  const isAsked = (name: DialogName) => waitFor(() => expect(asked).toEqual([name]))
  const names = () =>
    currentVoyage().alternatives.map(({ id, name }) => (id === currentVoyage().activeId ? `${name} *` : name))

  it('is planned anew in one press beside the chosen voyage, from where and when she reported', async () => {
    const voyage = keep(voyageOf('North Sea'), { reported: reported(1) })
    await open(undefined, true)
    expect(chosen().getByRole('group', { name: /^Rest of the voyage, from 25\sNov\s11:00Z$/ })).toBeVisible()
    await press.click(chosen().getByRole('button', { name: 'Better route…' }))
    await isAsked('better-route')
    expect(currentVoyage().id).toBe(voyage.id)
    expect(names()).toEqual(['Route 1', 'From 25 Nov 11:00Z *'])
    expect(currentPlan()).toMatchObject({ departureMs: nowMs - HOUR_MS, speedKn: 12 })
    expect(currentVoyage().alternatives[0]).toEqual(voyage.alternatives[0])
    expect(window.location.pathname).toBe(`/v/${voyage.id}`)
  })

  it('is found again from the menu of its row, and taken back by one undo', async () => {
    keep(voyageOf('North Sea'), { reported: reported(1) })
    await open(undefined, true)
    await chooseIn('North Sea', 'Departures…')
    await isAsked('departures')
    asked = []
    await chooseIn('North Sea', 'Speed plan…')
    await isAsked('speed-plan')
    expect(names()).toEqual(['Route 1', 'From 25 Nov 11:00Z *'])
    act(() => voyageActions.undone())
    expect(names()).toEqual(['Route 1 *'])
  })

  it.each([
    ['without a report', null, 'no report yet'],
    ['after a report from before she sailed', reported(3), 'the last report is from before she sailed'],
    ['after one that is still to come', reported(-2), 'the last report is for a time to come'],
    ['at the last waypoint', { ...reported(1), lat: 58, lon: -30 }, 'she is at its end'],
  ])('%s is not offered, and why', async (_what, report, words) => {
    keep(voyageOf('North Sea'), { reported: report })
    await open()
    expect(chosen().getByRole('group', { name: `Rest of the voyage, ${words}` })).toBeVisible()
    for (const one of buttons()) expect(one).toBeDisabled()
    fireEvent.keyDown(screen.getByRole('button', { name: 'More for North Sea' }), { key: 'Enter' })
    const menu = within(await screen.findByRole('menu'))
    const group = menu.getByRole('group', { name: `Rest of the voyage, ${words}` })
    for (const item of within(group).getAllByRole('menuitem')) expect(item).toHaveAttribute('aria-disabled', 'true')
  })

  it('is no matter before she sails', async () => {
    server.has('Planned', { departure: iso(nowMs + DAY_MS) })
    await open()
    expect(chosen().queryByRole('group')).toBeNull()
  })

  it('is left to whoever edits the voyage', async () => {
    server.keeps(voyageOf('North Sea'), { reported: reported(1) }, { desks: [{ user: 'Ben', edits: true }] })
    await open(undefined, true)
    const before = currentVoyage()
    await press.click(chosen().getByRole('button', { name: 'Speed plan…' }))
    expect(await screen.findByText('Ben is editing this voyage. Open it and press Edit here first.')).toBeVisible()
    expect(currentVoyage()).toBe(before)
    await press.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/^Ben is editing/)).toBeNull()
  })

  it('of a track says what it needs', async () => {
    const line = new Float64Array([60, 58])
    const track = { name: '', lat: line, lon: new Float64Array([-30, -30]), timeMs: new Float64Array([NaN, NaN]) }
    const plan = { route: emptyRoute, track, departureMs: nowMs - 2 * HOUR_MS, speedKn: 12 }
    keep({ ...planned(voyageOf('North Sea'), plan) }, { reported: reported(1) })
    await open(undefined, true)
    await press.click(chosen().getByRole('button', { name: 'Better route…' }))
    expect(await screen.findByText('A track has no waypoints ahead. Make a route of it first.')).toBeVisible()
    expect(asked).toEqual([])
  })
})

describe('Refresh what is due', () => {
  const due = (name = /^Refresh what is due/) => screen.getByRole('button', { name })
  const ask = () => button(/^Ask/)
  const begin = async () => {
    await press.click(due())
    await screen.findByRole('dialog', { name: 'Refresh what is due' })
  }

  it('counts what is due, and rests where nothing is', async () => {
    server.has('Planned', { departure: iso(nowMs + DAY_MS) })
    await open()
    expect(due()).toHaveTextContent(/^Refresh what is due$/)
    expect(due()).toBeDisabled()
    expect(due()).toHaveAttribute('title', 'No answer is due')
  })

  it('tells the cost first, then asks for several voyages in one request, each as its own part', async () => {
    const [one, other] = [keep(voyageOf('North Sea')), keep(voyageOf('Biscay', 20, { variables: ['wave', 'sst'] }))]
    server.has('Planned', { departure: iso(nowMs + DAY_MS) })
    await open()
    expect(due()).toHaveTextContent('Refresh what is due (2)')
    await begin()
    const [first, second] = [pointsOf(one), pointsOf(other)]
    const variables = [...new Set([...defaultRequest.variables, 'wave', 'sst'])].length
    await dialog().findByText(
      `${first + second} points in 1 request, ${(first + second) * variables} points × variables. Each answer goes to its voyage, and the board shows what is ahead as it arrives.`,
    )
    expect(facts('Points of each voyage')).toEqual([`North Sea: ${first} points`, `Biscay: ${second} points`])
    expect(dialog().queryByLabelText('Not asked for')).toBeNull()
    expect(sent).toEqual([])
    await press.click(button('Ask for 2 voyages'))
    await isClosed()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      slug: 'refresh',
      mode: 'async',
      receiveMail: false,
      windHeightM: defaultRequest.windHeightM,
      parts: [
        { voyageId: one.id, voyageName: 'North Sea', alternativeId: 'a1', alternativeName: '', first: 0, count: first },
        { voyageId: other.id, voyageName: 'Biscay', alternativeId: 'a1', alternativeName: '', first, count: second },
      ],
    })
    expect(new Set(sent[0]?.variables)).toEqual(new Set([...defaultRequest.variables, 'wave', 'sst']))
    expect([...(sent[0]?.points.lat ?? [])]).toEqual(
      [one, other].flatMap((voyage) => [...requestParts(voyage).points.lat]),
    )
    await waitFor(() => expect(server.service.sent('POST /api/MetOcean/async')).toHaveLength(1))
    await waitFor(() => expect(cells('Biscay')[5]).toMatch(/^No answer \| (Sending|Waiting|Running)/))
    expect(due()).toBeDisabled() // nobody asks twice
  })

  it('is called by the name of a voyage that is asked for alone', async () => {
    keep(voyageOf('North Sea'))
    await open()
    await begin()
    await press.click(await dialog().findByRole('button', { name: 'Ask for 1 voyage' }))
    await isClosed()
    expect(sent.map(({ slug }) => slug)).toEqual(['North Sea'])
  })

  it('leaves out what it cannot read, and says why, also of voyages of one name', async () => {
    keep(voyageOf('North Sea'))
    const [newer, gone] = [keep(voyageOf('Untold')), keep(voyageOf('Untold'))]
    await open()
    server.put(newer.id, { ...server.document(newer.id), schema: 999 })
    server.entries.delete(gone.id)
    await begin()
    await dialog().findByText(/points in 1 request/)
    expect(facts('Not asked for')).toEqual([
      'Untold: This voyage was saved by a newer version of Fairway and is left unchanged; reload the page to get that version.',
      'Untold: This voyage is no longer in the library, or you may no longer see it.',
    ])
    await press.click(button('Ask for 1 voyage'))
    await isClosed()
    expect(sent[0]?.parts.map(({ voyageName }) => voyageName)).toEqual(['North Sea'])
  })

  it('keeps within what is left of the day, and says how much is used', async () => {
    const [one] = [keep(voyageOf('North Sea', 10, { variables: ['wind'] }))]
    keep(voyageOf('Biscay', 20, { variables: ['wind'] }))
    const usage = {
      used: 0,
      cap: null,
      userUsed: 1000,
      userCap: 1000 + pointsOf(one),
      resetsAt: iso(nowMs + 12 * HOUR_MS),
    }
    server.about = { ...server.about, usage }
    await open()
    await begin()
    await dialog().findByText(/^1.000 of 1.0\d\d points × variables used today$/)
    expect(facts('Points of each voyage')).toEqual([`North Sea: ${pointsOf(one)} points`])
    expect(facts('Not asked for')).toEqual(['Biscay: It needs more than is left for today.'])
    expect(button('Ask for 1 voyage')).toBeEnabled()
  })

  it('with nothing left of the day asks for nothing', async () => {
    keep(voyageOf('North Sea'))
    const usage = { used: 5, cap: 5, userUsed: 5, userCap: null, resetsAt: iso(nowMs + 12 * HOUR_MS) }
    server.about = { ...server.about, usage }
    await open()
    await begin()
    await dialog().findByRole('heading', { name: 'Nothing can be asked for' })
    expect(ask()).toBeDisabled()
  })

  it('says why nothing could be read, asks for nothing, and reads again when it is opened again', async () => {
    keep(voyageOf('North Sea'))
    await open()
    server.isAway = true
    await begin()
    expect(await dialog().findByRole('alert')).toHaveTextContent('The server does not answer. Nothing was asked for.')
    expect(ask()).toBeDisabled()
    await press.click(button('Cancel'))
    await isClosed()
    server.recover()
    await begin()
    expect(await dialog().findByRole('button', { name: 'Ask for 1 voyage' })).toBeEnabled()
    expect(sent).toEqual([])
  })

  it('takes what the library has, not what this browser had of it before', async () => {
    const voyage = keep(voyageOf('North Sea'))
    await open()
    await begin()
    await dialog().findByText(/points in 1 request/)
    await press.click(button('Cancel'))
    await isClosed()
    const longer = { ...voyageOf('North Sea', 40), id: voyage.id }
    server.keeps(longer, { note: 'Round the cape' })
    comeBack()
    await within(rowOf('North Sea')).findByLabelText(/Round the cape$/)
    await begin()
    await waitFor(() => expect(facts('Points of each voyage')).toEqual([`North Sea: ${pointsOf(longer)} points`]))
  })
})

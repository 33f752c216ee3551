import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startingCharter } from '#src/domain/voyage/charter/charter.ts'
import { onIntent } from '#src/state/intents.ts'
import { Summary } from '#src/features/results/summary/summary.tsx'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

it('shows the passage in tables', () => {
  render(<Summary answer={passageAnswer(60)} tools={null} />)
  const tables = screen.getAllByRole('table').map((table) => table.getAttribute('aria-label'))
  expect(tables).toEqual([
    'Passage',
    'Worst and mean',
    'Against the limits',
    'Hours per Beaufort force',
    'Hours per sea state, by wave height',
    'Where it meets the ship, share of the time known',
    'Current',
    'Sun, where the ship is at that time',
  ])
  expect(
    within(screen.getByRole('table', { name: 'Worst and mean' })).getByRole('rowheader', { name: 'Wave height' }),
  ).toBeInTheDocument()
})

const rowsOf = (name: string | RegExp) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent))

it('estimates fuel from the table of the ship, and says what it rests on', () => {
  act(() => voyageActions.voyageOpened(newVoyage('v', 0)))
  const rows = [{ speedKn: 12, laden: 24, ballast: null }]
  act(() => voyageActions.shipEdited({ consumption: { fuel: 'hfo', rows } }))
  // Northbound at 12 kn: a knot of current ahead, not known over the last hour
  const current = [0.5, 0.5, 0.5, 0.5, NaN].map((kn) => (kn * 1852) / 3600)
  const lat = current.map((_, index) => (index * 12) / 59.705)
  const columns = columnsOf({ Currents_Intensity: current, Currents_Direction: [180, 180, 180, 180, 180] }, { lat })
  render(<Summary answer={answerOf(columns)} tools={null} />)
  expect(rowsOf('Fuel, estimated')).toEqual([
    // 12.5 kn for 3 h by the cube, 12 kn for 1 h
    ['Fuel', `~ ${((24 / 24) * (3 * (12.5 / 12) ** 3 + 1)).toFixed(1)} t HFO`],
    ['CO₂', `~ ${(3.114 * (3 * (12.5 / 12) ** 3 + 1)).toFixed(1)} t, at 3.114 t for a tonne of HFO (IMO MEPC.364(79))`],
    ['By her speed', 'through the water for 75 % of the time, else over the ground'],
    ['Outside the table', '3.0 h, by the cube of speed from its end'],
    ['Rests on', 'the ship’s consumption table, laden, in calm water, with nothing counted while she stays'],
  ])
  act(() => voyageActions.loadingEdited({ condition: 'ballast' }))
  expect(rowsOf('Fuel, estimated')).toEqual([['Not known', 'The table has no figures for ballast.']])
})

it('shows what the weather takes of her speed where that is switched on, with the ETA as planned', () => {
  act(() => voyageActions.voyageOpened(newVoyage('v', 0)))
  const fields = { Winds_10m_Intensity: [9, 9, 20, 20], Winds_10m_Direction: [0, 0, 0, 0] }
  const answer = answerOf(columnsOf(fields, { lat: [0, 0.22, 0.44, 0.66] }))
  const { rerender } = render(<Summary answer={answer} tools={null} />)
  expect(screen.queryByRole('table', { name: /^Speed loss/ })).not.toBeInTheDocument()
  act(() => voyageActions.shipEdited({ speedLoss: 'as loaded' }))
  rerender(<Summary answer={answer} tools={null} />)
  expect(rowsOf(/^Speed loss in weather/)).toEqual([
    ['Mean loss', 'not known'],
    ['Later at the same power', 'not known'],
    ['Not known', '3.0 h (100 % of the time): needs length, beam and draught'],
    ['ETA', 'as planned: the loss is not in it'],
  ])
  act(() => voyageActions.shipEdited({ lppM: 217, beamM: 32.25, draughtM: 14, blockCoefficient: 0.84 }))
  expect(rowsOf('Speed loss in weather (Kwon 2008), experimental')).toEqual([
    ['Mean loss', '~ 9.1 %, over the 50 % of the time that the method covers'],
    ['Later at the same power', '~ 0.1 h, over the 50 % of the time that the method covers'],
    ['~ more than 30 %, outside the method', '1.5 h (50 % of the time)'],
    ['ETA', 'as planned: the loss is not in it'],
  ])
})

describe('good weather by the charter party', () => {
  const after = { askedMs: Date.UTC(2026, 11, 2), synthetic: true }
  const agreed = { speedKn: 12.5, goodWeather: { ...startingCharter.goodWeather, maxSeaM: 2.5, minCurrentKn: null } }
  afterEach(() => {
    act(() => voyageActions.charterEdited(null))
    vi.restoreAllMocks()
  })

  it('is one button until there are terms', async () => {
    const opened = vi.fn()
    const done = onIntent('open-dialog', opened)
    const tools = document.body.appendChild(document.createElement('span'))
    render(<Summary answer={passageAnswer(60)} tools={tools} />)
    await userEvent.click(screen.getByRole('button', { name: 'Good weather' }))
    expect(opened).toHaveBeenCalledWith('charter')
    expect(screen.queryByRole('heading', { name: 'Good weather by the charter party' })).toBeNull()
    done()
    tools.remove()
  })

  it('shows the figures of the terms, and follows them', async () => {
    render(<Summary answer={passageAnswer(200, after)} tools={null} />)
    act(() => voyageActions.charterEdited(agreed))
    const table = await screen.findByRole('table', { name: 'Good weather by the charter party' })
    expect(within(table).getByRole('columnheader', { name: 'As it was' })).toBeInTheDocument()
    expect(within(table).getByRole('row', { name: /^In good weather at least \d/ })).toBeInTheDocument()
    const times = screen.getByRole('table', { name: 'Speed and time by the charter party' })
    expect(
      within(times).getByRole('row', { name: /^Time gained or lost [+−][\d.]+ h, (gained|lost)/ }),
    ).toBeInTheDocument()
    act(() => voyageActions.charterEdited({ ...agreed, speedKn: null }))
    expect(within(times).getByRole('row', { name: 'Time gained or lost —' })).toBeInTheDocument()
  })

  it('prints an evidence sheet, and removes it afterwards', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    act(() => voyageActions.charterEdited(agreed))
    render(<Summary answer={passageAnswer(200, after)} tools={null} />)
    await userEvent.click(await screen.findByRole('button', { name: 'Evidence sheet' }))
    const sheet = await screen.findByRole('article', { name: 'Evidence sheet', hidden: true })
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce())
    for (const words of [
      'Fairway computes; the contract decides.',
      'Test service',
      'Synthetic data, not for navigation',
      'waves up to 2.50 m',
      'Periods of good weather',
      'Speed in good weather less the current factor.',
    ])
      expect(sheet).toHaveTextContent(words)
    expect(sheet).not.toHaveTextContent('Limits')
    expect(within(sheet).getAllByRole('row', { hidden: true }).length).toBeGreaterThan(200)
    act(() => void window.dispatchEvent(new Event('afterprint')))
    expect(screen.queryByRole('article', { name: 'Evidence sheet', hidden: true })).toBeNull()
  })

  it('says what the answer lacks instead', async () => {
    act(() => voyageActions.charterEdited({ ...agreed, goodWeather: { ...agreed.goodWeather, sea: 'parts' } }))
    const answer = passageAnswer(60)
    const { Swell_Wave_Significant_Height: _, ...fields } = answer.columns.fields
    render(<Summary answer={{ ...answer, columns: { ...answer.columns, fields } }} tools={null} />)
    expect(
      await screen.findByText(/this answer has no swell and wind sea\. Choose it on the Request tab/),
    ).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Evidence sheet' })).toBeNull()
  })
})

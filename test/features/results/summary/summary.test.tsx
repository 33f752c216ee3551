import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startingCharter } from '#src/domain/voyage/charter/charter.ts'
import { onIntent } from '#src/state/intents.ts'
import { voyageActions } from '#src/state/voyage.ts'
import { Summary } from '#src/features/results/summary/summary.tsx'
import { passageAnswer } from '#test/support/voyage-answer.ts'

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

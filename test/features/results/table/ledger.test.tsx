import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LedgerTable } from '#src/features/results/table/ledger.tsx'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { onIntent } from '#src/state/intents.ts'
import { noLimits } from '#src/domain/limits/limits.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { currentCursor, useViewActions } from '#src/state/view.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const answer = answerOf(
  columnsOf(
    { Waves_Significant_Height: [3, 3.5, 4.5, 5, 3, NaN, 4.2, 3], Winds_10m_Intensity: [5, 5, 5, 5, 5, 5, 5, 5] },
    { gaps: [{ field: 'Waves_Significant_Height', reason: 'no-value', count: 1 }] },
  ),
)
const cells = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    )

beforeEach(() => {
  givePageSize({ width: 1200, height: 400 })
  act(() => {
    useViewActions().cursorMoved(null)
    voyageActions.voyageOpened(newVoyage('v', 0))
    voyageActions.limitsEdited({
      ...noLimits,
      wind: { caution: 24, limit: 30 },
      wave: { caution: 4, limit: 4 },
    })
    usePreferenceActions().unitsChosen(defaultUnits)
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the ledger', () => {
  it('has every exceedance and every unknown, by start', () => {
    render(<LedgerTable answer={answer} />)
    expect(cells().filter(([state]) => state !== 'Caution')).toEqual([
      [
        'Over limit',
        'Wave height ≥ 4.0 m',
        '22 Nov 19:30Z',
        '22 Nov 21:30Z',
        '2.0 h',
        '24.0 NM',
        '5.0 m at 22 Nov 21:00Z',
        "50°36.000'N 020°00.000'W",
      ],
      [
        'No data',
        'Wave height',
        '22 Nov 22:00Z',
        '23 Nov 00:00Z',
        '2.0 h',
        '24.0 NM',
        'no value from the service (land or outside the grid)',
        "51°00.000'N 020°00.000'W",
      ],
      [
        'Over limit',
        'Wave height ≥ 4.0 m',
        'before 23 Nov 00:00Z',
        '23 Nov 00:10Z',
        '0.2 h',
        '2.0 NM',
        '4.2 m at 23 Nov 00:00Z',
        "51°12.000'N 020°00.000'W",
      ],
    ])
    expect(
      screen.getAllByText(/^at least 2\.2 h, 26\.0 NM \(31 % of the distance\)|^at least 2\.2 h, 26\.0 NM$/),
    ).toHaveLength(2)
  })

  it('goes to the worst of a row, on the map too', async () => {
    const seen = vi.fn()
    const stop = onIntent('show-place', seen)
    render(<LedgerTable answer={answer} />)
    await userEvent.click(screen.getAllByRole('button', { name: 'Wave height ≥ 4.0 m' })[0]!)
    expect(currentCursor()).toBe(3)
    expect(seen).toHaveBeenCalledWith({ lat: expect.closeTo(50.6, 9) as number, lon: -20 })
    stop()
  })

  it('says so if nothing is exceeded, and if nothing is watched', () => {
    act(() => voyageActions.limitsEdited({ ...noLimits, wind: { caution: 24, limit: 30 } }))
    const { rerender } = render(<LedgerTable answer={answer} />)
    expect(screen.getByText(/Nothing exceeds the limits, and every watched value is known/)).toBeInTheDocument()
    act(() => voyageActions.limitsEdited(noLimits))
    rerender(<LedgerTable answer={answer} />)
    expect(screen.getByText(/No limits are set/)).toBeInTheDocument()
  })

  it('has thousands of rows, with only those in sight in the page', () => {
    const broken = answerOf(
      columnsOf(
        { Waves_Significant_Height: Array.from({ length: 8000 }, (_, index) => (index % 4 === 0 ? NaN : 5)) },
        { lat: Array.from({ length: 8000 }, (_, index) => index / 1000) },
      ),
    )
    render(<LedgerTable answer={broken} />)
    const table = screen.getByRole('table')
    expect(Number(table.getAttribute('aria-rowcount'))).toBeGreaterThan(6000)
    expect(within(table).getAllByRole('button').length).toBeLessThan(60)
    expect(within(table).getAllByRole('row')[1]).toHaveAttribute('aria-rowindex', '2')
  })

  it('writes limits and peaks in the chosen units', () => {
    act(() => void usePreferenceActions().unitsChosen({ height: 'ft' }))
    render(<LedgerTable answer={answer} />)
    // 4.0 m and 5.0 m at 0.3048 m to the foot
    expect(cells().find(([state]) => state === 'Over limit')).toEqual(
      expect.arrayContaining(['Wave height ≥ 13.1 ft', '16.4 ft at 22 Nov 21:00Z']),
    )
  })

  it('does not take a field that was not requested as inside its limit', () => {
    act(() => voyageActions.limitsEdited({ ...noLimits, gust: { caution: 30, limit: 40 } }))
    render(<LedgerTable answer={answer} />)
    expect(cells()).toEqual([
      [
        'No data',
        'Gust',
        '22 Nov 18:00Z',
        '23 Nov 01:00Z',
        '7.0 h',
        expect.stringMatching(/^84\.\d NM$/),
        'not in this answer',
        expect.anything(),
      ],
    ])
  })
})

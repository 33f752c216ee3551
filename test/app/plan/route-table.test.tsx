import { act, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RouteTable } from '#src/app/plan/route-table.tsx'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { planned } from '#test/support/planned.ts'

const KN = 1852 / 3600
const answer = answerOf(
  columnsOf({
    Winds_10m_Intensity: [10, 20, 34, 12].map((kn) => kn * KN),
    Waves_Significant_Height: [1, 2, 3, 2],
    Currents_Intensity: [0, 0, 0, 0],
    Currents_Direction: [0, 0, 0, 0],
  }),
)

beforeEach(() => {
  givePageSize({ width: 1280, height: 600 })
  act(() =>
    voyageActions.voyageOpened(
      planned(newVoyage('v', 0), {
        route: routeFromPositions('Test', [
          { lat: 50, lon: -20 },
          { lat: 50.2, lon: -20 },
          { lat: 50.6, lon: -20 },
        ]),
      }),
    ),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const headings = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

it('shows the worst of each leg beside its plan, and the worst of the route above', () => {
  render(<RouteTable answer={answer} onClose={() => undefined} />)
  expect(headings().slice(-5, -1)).toEqual([
    'Max wind kn · 24 / 30',
    'Max Hs m · 3.2 / 4.0',
    'Adverse current kn · 1.6 / 2.0',
    'Limit worst of leg',
  ])
  const cells = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .slice(-5, -1)
        .map(({ textContent }) => textContent),
    )
  expect(cells).toEqual([
    ['', '', '', ''],
    ['20', '2.0', '0.0', 'inside limit'],
    ['34', '3.0', '0.0', 'over limit'],
  ])
  expect(
    screen.getByText(/^Over limits: .* of the distance\) · worst Wind 34 kn, 22 Nov 20:00Z, 50°24\.000'N/),
  ).toBeInTheDocument()
})

it('leaves the weather out if no answer matches the route as planned', () => {
  render(<RouteTable answer={null} onClose={() => undefined} />)
  expect(headings()).not.toContain('Max wind kn · 24 / 30')
})

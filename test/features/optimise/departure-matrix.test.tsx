import { QueryClient } from '@tanstack/react-query'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksContext } from '#src/data/tasks/use-tasks.tsx'
import { departuresPoints } from '#src/domain/optimise/departures/departures.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { DepartureMatrix } from '#src/features/optimise/departure-matrix.tsx'
import { currentPlan, currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const startMs = Date.UTC(2026, 10, 22)
const departuresMs = [0, 6, 12].map((hours) => startMs + hours * HOUR_MS)
const route = routeFromPositions('', [
  { lat: 40, lon: -20 },
  { lat: 42, lon: -20 },
])

beforeEach(() =>
  voyageActions.voyageOpened(planned(emptyVoyage('v', startMs), { route, departureMs: startMs, speedKn: 12 })),
)

/** An answer for three departures. @param sea wave height by the number of the departure and the share of the passage */
function shown(sea: (departure: number, share: number) => number, onClose = vi.fn()) {
  const voyage = currentVoyage()
  const { points, parts } = departuresPoints(voyage, voyage.alternatives, departuresMs)
  const count = points.timeMs.length / 3
  const heights = Array.from(points.timeMs, (_, index) => sea(Math.floor(index / count), (index % count) / (count - 1)))
  const calm = heights.map(() => 5)
  const none = heights.map(() => 0)
  const columns = {
    ...columnsOf({
      Waves_Significant_Height: heights,
      Winds_10m_Intensity: calm,
      Winds_10m_Direction: none,
      Currents_Intensity: none,
      Currents_Direction: none,
    }),
    ...points,
  }
  const tasks = { client: new QueryClient() } as Partial<Tasks> as Tasks
  return render(
    <TasksContext value={tasks}>
      <DepartureMatrix
        answers={[answerOf(columns, { askedMs: startMs, askedFor: parts[0] ?? null })]}
        onClose={onClose}
      />
    </TasksContext>,
  )
}

const cells = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)

it('says which is best and by what, and marks what is level', () => {
  shown((departure) => (departure === 0 ? 5 : 1))
  expect(screen.getByRole('status')).toHaveTextContent(
    '22 Nov 06:00Z is best: first to arrive, of 2 that are level otherwise.',
  )
  expect(cells(/22 Nov 00:00Z/).slice(0, 3)).toEqual(['3', '22 Nov 09:59Z', '10 h'])
  expect(cells(/22 Nov 06:00Z/).slice(0, 3)).toEqual(['1', '22 Nov 15:59Z', '0 h'])
})

it('shows what is not known as an interval, ranks nothing by it, and compares what all know', async () => {
  shown((departure, share) => (departure === 2 && share > 0.5 ? NaN : share > 0.75 ? 1 : 5))
  expect(screen.getByRole('status')).toHaveTextContent(/^None can be called best/)
  expect(cells(/22 Nov 12:00Z/)).toEqual(expect.arrayContaining(['not ranked', '5.0–10.0 h', '50 %']))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Compare over the common known part' }))
  expect(screen.getByRole('status')).not.toHaveTextContent(/^None can be called best/)
  expect(cells(/22 Nov 12:00Z/)).toEqual(expect.arrayContaining(['5 h']))
})

it('keeps an arrival, and offers the least time only where the ship’s table tells her speed', async () => {
  shown(() => 1)
  expect(screen.queryByRole('button', { name: 'Least time' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'ETA kept' }))
  expect(cells(/22 Nov 06:00Z/).slice(1, 3)).toEqual(['22 Nov 09:59Z', '30.0 kn'])
  expect(cells(/22 Nov 12:00Z/)[1]).toBe('cannot be kept')
})

it('sails a departure in one step of undo', async () => {
  const onClose = vi.fn()
  shown(() => 1, onClose)
  await userEvent.click(screen.getByRole('radio', { name: /22 Nov 06:00Z/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this departure' }))
  expect(currentPlan().departureMs).toBe(departuresMs[1])
  expect(onClose).toHaveBeenCalled()
  voyageActions.undone()
  expect(currentPlan().departureMs).toBe(startMs)
})

it('says that the plan has changed since, but for the departure itself', () => {
  shown(() => 1)
  act(() => voyageActions.scheduleEdited({ departureMs: startMs + HOUR_MS }))
  expect(screen.queryByText(/have changed since/)).not.toBeInTheDocument()
  act(() => voyageActions.scheduleEdited({ speedKn: 13 }))
  expect(screen.getByText(/have changed since/)).toBeInTheDocument()
})

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksContext } from '#src/data/tasks/use-tasks.tsx'
import { departureMatrix } from '#src/domain/optimise/departures/departure-ranking.ts'
import { departuresPoints } from '#src/domain/optimise/departures/departures.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { DepartureMatrix } from '#src/features/optimise/departure-matrix.tsx'
import { currentPlan, currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { standInWorkers } from '#test/support/workers.ts'

const startMs = Date.UTC(2026, 10, 22)
const departuresMs = [0, 6, 12].map((hours) => startMs + hours * HOUR_MS)
const route = routeFromPositions('', [
  { lat: 40, lon: -20 },
  { lat: 42, lon: -20 },
])

beforeEach(() =>
  voyageActions.voyageOpened(planned(emptyVoyage('v', startMs), { route, departureMs: startMs, speedKn: 12 })),
)

afterEach(() => void vi.unstubAllGlobals())

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
  const client = new QueryClient()
  const tasks = { client } as Partial<Tasks> as Tasks
  return render(
    <QueryClientProvider client={client}>
      <TasksContext value={tasks}>
        <DepartureMatrix
          answers={[answerOf(columns, { askedMs: startMs, askedFor: parts[0] ?? null })]}
          onClose={onClose}
        />
      </TasksContext>
    </QueryClientProvider>,
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

it('keeps an arrival, or takes the least time at the most speed that is given', async () => {
  shown(() => 1)
  await userEvent.click(screen.getByRole('button', { name: 'ETA kept' }))
  expect(cells(/22 Nov 06:00Z/).slice(1, 3)).toEqual(['22 Nov 09:59Z', '30.0 kn'])
  expect(cells(/22 Nov 12:00Z/)[1]).toBe('cannot be kept')
  await userEvent.click(screen.getByRole('button', { name: 'Least time' }))
  // Without a table of the ship a little more than planned; 120 NM take 8 h 32 min at 14 kn.
  expect(cells(/22 Nov 00:00Z/).slice(1, 3)).toEqual(['22 Nov 08:33Z', '14.0 kn'])
  const most = screen.getByLabelText('Most speed')
  await userEvent.clear(most)
  await userEvent.type(most, '99')
  expect(screen.getByText('0.1 to 60 kn.')).toBeVisible()
  await userEvent.clear(most)
  await userEvent.type(most, '15{Enter}')
  expect(cells(/22 Nov 00:00Z/)[2]).toBe('15.0 kn')
  expect(screen.getByRole('status')).toHaveTextContent(/At the speed given, in the sea between the departures/)
})

it('tells the time in danger zones of a ship whose papers are known', async () => {
  shown(() => 5)
  expect(screen.queryByRole('columnheader', { name: 'In danger zones' })).toBeNull()
  act(() => voyageActions.shipEdited({ lppM: 217 }))
  expect(screen.getByRole('columnheader', { name: 'In danger zones' })).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: /22 Nov 06:00Z/ }))
  expect(screen.getByText('0–10 h; rolling needs GM or roll period')).toBeVisible()
})

it('rounds the time in danger zones the same way in the table and below it', async () => {
  shown((departure, share) => (departure === 2 && share > 0.75 ? 0 : 5))
  act(() => voyageActions.shipEdited({ lppM: 217 }))
  expect(cells(/22 Nov 12:00Z/)).toContain('0.0–7.5 h')
  await userEvent.click(screen.getByRole('radio', { name: /22 Nov 06:00Z/ }))
  expect(cells(/22 Nov 06:00Z/)).toContain('0.0–10.0 h')
  expect(screen.getByText('0.0–10.0 h; rolling needs GM or roll period')).toBeVisible()
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

it('speaks of leaving the reported position where a route begins there', async () => {
  shown(() => 1)
  const first = currentPlan().route.waypoints.map((one, index) =>
    index === 0 ? { ...one, name: 'Reported position' } : one,
  )
  act(() => voyageActions.routeEdited({ ...currentPlan().route, waypoints: first }))
  expect(screen.getByRole('columnheader', { name: 'Leaves here' })).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: /22 Nov 06:00Z/ }))
  expect(screen.getByRole('heading', { name: 'Leaving here 22 Nov 06:00Z' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Use this time' })).toBeEnabled()
})

it('works out a large matrix in a worker, and tells nothing of the one before meanwhile', async () => {
  const workers = standInWorkers(departureMatrix)
  voyageActions.requestChosen({ ...currentVoyage().request, stepMin: 0.5 })
  shown((departure) => (departure === 0 ? 5 : 1))
  const waits = () => waitFor(() => expect(workers.waiting).toHaveLength(1))
  expect(screen.getByRole('status')).toHaveTextContent('Working out the departures…')
  await waits()
  workers.answer()
  expect(await screen.findByText(/22 Nov 06:00Z is best/)).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: /22 Nov 06:00Z/ }))
  await userEvent.click(screen.getByRole('button', { name: 'ETA kept' }))
  expect(screen.getByRole('status')).toHaveTextContent('Working out the departures…')
  expect(screen.queryByRole('button', { name: 'Use this departure' })).toBeNull()
  await waits()
  workers.failToLoad() // then the page does it
  expect(await screen.findByRole('button', { name: 'Use this departure' })).toBeEnabled()
  expect(cells(/22 Nov 06:00Z/).slice(1, 3)).toEqual(['22 Nov 09:59Z', '30.0 kn'])
  expect(workers.ended()).toBe(2)
})

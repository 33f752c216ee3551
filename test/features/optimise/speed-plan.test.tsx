import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { requestParts } from '#src/domain/voyage/request-plan.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { SpeedPlan } from '#src/features/optimise/speed-plan.tsx'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf } from '#test/support/voyage-answer.ts'

standInForDialogs()

const startMs = Date.UTC(2026, 10, 22)
const route = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 42, lon: -30 },
  { lat: 44, lon: -30 },
])

/** @param north current by latitude, knots; NaN: not known */
function opened(north: (lat: number) => number, change: Partial<Voyage> = {}) {
  const voyage = planned({ ...newVoyage('v', startMs), ...change }, { route, speedKn: 12, departureMs: startMs })
  const { lat, lon, timeMs } = requestParts(voyage).points
  const along = Array.from(lat, north)
  const columns: ResultColumns = {
    count: lat.length,
    lat,
    lon,
    timeMs,
    fields: {
      Currents_Intensity: Float64Array.from(along, (kn) => (Math.abs(kn) * 1852) / 3600),
      Currents_Direction: Float64Array.from(along, (kn) => (kn < 0 ? 180 : 0)),
    },
    gaps: [],
  }
  const onClose = vi.fn()
  act(() => voyageActions.voyageOpened(voyage))
  render(<SpeedPlan answer={answerOf(columns)} onClose={onClose} />)
  return onClose
}

const type = async (label: string, text: string) => {
  await userEvent.clear(screen.getByLabelText(label))
  await userEvent.type(screen.getByLabelText(label), text)
}
const arrival = () => {
  const { route: now, departureMs, speedKn } = activePlan(currentVoyage())
  return schedule(now, { departureMs, speedKn }).arrivalMs ?? NaN
}

it('finds what a current saves, and writes it into the plan as one step', async () => {
  const onClose = opened((lat) => (lat < 42 ? 2 : -2))
  await type('Arrival (UTC)', '22/11 2200')
  expect(await screen.findByText(/less fuel than at a constant .* for the same ETA by the current/)).toBeInTheDocument()
  expect(screen.getByText(/^At the planned 12\.0 kn she is there at 22 Nov 19:5\dZ and waits/)).toBeInTheDocument()
  expect(screen.getByText('The weather is left out: the speed loss is off for this ship.')).toBeInTheDocument()
  const rows = within(screen.getByRole('table', { name: 'Speeds by step' })).getAllByRole('row')
  expect(rows.length).toBeGreaterThan(2)
  await userEvent.click(screen.getByRole('button', { name: 'Use these speeds' }))
  expect(onClose).toHaveBeenCalled()
  expect(Math.abs(arrival() - startMs - 22 * 3_600_000)).toBeLessThan(1000)
  const speeds = activePlan(currentVoyage())
    .route.waypoints.slice(1)
    .map(({ leg }) => leg.speedKn ?? NaN)
  expect(speeds[0]).toBeGreaterThan(speeds.at(-1) ?? NaN)
  act(() => voyageActions.undone())
  expect(activePlan(currentVoyage()).route).toEqual(route)
})

it('leaves the waypoints as they are if asked to', async () => {
  opened((lat) => (lat < 41 ? 2 : -2))
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Add \d waypoints? where the speed changes/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Use these speeds' }))
  expect(activePlan(currentVoyage()).route.waypoints).toHaveLength(3)
})

it('says plainly that nothing is to be gained, and what is not known', async () => {
  opened((lat) => (lat < 43 ? 0 : NaN), { plannedSpeed: 'through water' })
  expect(await screen.findByText(/Nothing to gain by changing speed: a constant 12\.0 kn/)).toBeInTheDocument()
  expect(screen.getByText(/^Current not known for \d+\.\d NM, sailed as in still water\.$/)).toBeInTheDocument()
})

it('says when she can be there instead, and what a field takes', async () => {
  opened(() => 0)
  await type('Arrival (UTC)', '22/11 1200')
  expect(await screen.findByText(/^At 14\.0 kn she is there at 22 Nov 17:\d\dZ at the soonest\.$/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Use these speeds' })).toBeDisabled()
  await type('Most STW', '7')
  expect(await screen.findByText('Less than the least speed.')).toBeInTheDocument()
  await type('Exponent', '5')
  expect(await screen.findByText('2 to 4.')).toBeInTheDocument()
  await type('Arrival (UTC)', '21/11 1200')
  expect(await screen.findByText('This is before the departure.')).toBeInTheDocument()
})

it('arrives as late as a window allows', async () => {
  opened(() => 0)
  await userEvent.click(screen.getByRole('button', { name: 'Min cost' }))
  await type('Not after (UTC)', '23/11 0400')
  expect(await screen.findByText('ETA 23 Nov 04:00Z.')).toBeInTheDocument()
})

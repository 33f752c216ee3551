import { QueryClient } from '@tanstack/react-query'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { TasksContext } from '#src/data/tasks/use-tasks.tsx'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import type { BetterRoute } from '#src/domain/optimise/track/better-route.ts'
import type { SailedTrack } from '#src/domain/optimise/track/sailed-track.ts'
import { corridorAround } from '#src/domain/optimise/track/corridor-plan.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { BetterRouteFound } from '#src/features/optimise/better-route-found.tsx'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { currentShown } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { planned } from '#test/support/planned.ts'

const startMs = Date.UTC(2026, 10, 30)
const route = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 40, lon: -20 },
])

/** Bent to the north at its middle. @param hours, gained at each of five points @param over hours over a limit at the end */
function track(
  northDeg: number,
  hours: number,
  { gained = 0, over = 0, unknownNm = 0, lost = 0, setKn = [12, 12, 12, 12, 12] } = {},
): SailedTrack {
  const shares = [0, 0.25, 0.5, 0.75, 1]
  const column = (of: (share: number) => number) => Float64Array.from(shares, of)
  // As long as it is on the earth.
  const miles = 460.6 + 13.6 * northDeg ** 2
  return {
    lat: column((share) => 40 + northDeg * Math.sin(Math.PI * share)),
    lon: column((share) => -30 + 10 * share),
    timeMs: column((share) => startMs + share * hours * 3_600_000),
    distanceNm: column((share) => share * miles),
    sNm: column((share) => share * 460.6),
    qNm: column(() => 0),
    setKn: Float64Array.from(setKn),
    lostHours: column((share) => share * lost),
    fuelHours: column((share) => share * hours),
    gainedHours: column((share) => share * gained),
    overHours: column((share) => share * over),
    hours,
    unknownNm,
    unknownHours: 0,
    uncoveredHours: 0,
  }
}

function found(change: Partial<BetterRoute> = {}): BetterRoute {
  const [base, best] = [track(0, 40, { over: 3 }), track(1, 36, { gained: 4.5 })]
  return {
    outcome: 'better',
    base,
    best,
    isBaseClosed: false,
    objective: 'max-speed',
    saved: 4,
    split: { geometry: -0.5, current: 4.5, weather: 0, speed: 0 },
    gap: 0.004,
    band: [],
    bandHours: 0.25,
    unknownShare: 0,
    noWeather: 'speed loss in weather is switched off for the ship',
    others: [],
    met: { base: columnsOf({}), best: columnsOf({ Currents_Intensity: [1, 1], Currents_Direction: [90, 90] }) },
    ...change,
  }
}

function opened(
  result: BetterRoute,
  { otherSide = null as number | null, onOtherSide = vi.fn(), onAskAgain = vi.fn() } = {},
) {
  act(() => voyageActions.voyageOpened(planned(newVoyage('v', startMs), { route, speedKn: 12, departureMs: startMs })))
  const survey: CorridorSurvey = corridorAround(activePlan(currentVoyage()), {
    halfWidthNm: 100,
    size: 'quick',
    kept: [],
  })
  const onClose = vi.fn()
  const client = new QueryClient()
  const tasks = { client } as Partial<Tasks> as Tasks
  const answer = answerOf(columnsOf({}), { key: 'asked' })
  render(
    <TasksContext value={tasks}>
      <BetterRouteFound found={result} {...{ survey, answer, otherSide, onOtherSide, onAskAgain, onClose }}>
        12 points asked
      </BetterRouteFound>
    </TasksContext>,
  )
  return { onClose, client }
}

it('says what a better track saves and by what, how near it is to the best, and why each leg goes there', () => {
  opened(found())
  expect(screen.getByRole('status')).toHaveTextContent(
    '3 h less over a limit; 4 h sooner (10.0 %) at 12.0 kn through the water.',
  )
  expect(screen.getByText(/^It takes at most 0\.4 % longer than the soonest that is possible/)).toBeInTheDocument()
  const saving = screen.getByLabelText('Saving')
  expect(saving).toHaveTextContent('By its length30 min lost (13.6 NM longer)')
  expect(saving).toHaveTextContent('By the current4 h 30 min gained')
  const rows = within(screen.getByRole('region', { name: 'Why it goes there' }))
    .getAllByRole('row')
    .slice(1)
  expect(rows[0]).toHaveTextContent(/\+1\.5 kn current along, 0\.0 kn on the route; .*NM longer; .* less over a limit/)
})

it('keeps the ETA for less fuel, where that is the objective, and says at which speeds and what is not proven', () => {
  const best = track(1, 40, { setKn: [11, 11, 11, 11.4, 11.4], lost: -2 })
  const split = { geometry: -0.05, current: 0.2, weather: 0.01, speed: 0.03 }
  opened(found({ objective: 'time-table', saved: 0.19, split, gap: null, best, noWeather: null }))
  expect(screen.getByRole('status')).toHaveTextContent(
    '3 h less over a limit; 19.0 % less fuel for the same ETA, 01 Dec 16:00Z.',
  )
  expect(screen.getByText(/how near that is to the least is not proven/)).toBeInTheDocument()
  const saving = screen.getByLabelText('Saving')
  expect(saving).toHaveTextContent('By the weather1.0 % less')
  expect(saving).toHaveTextContent('By the speed3.0 % less (11.0 to 11.4 kn in calm water)')
  expect(screen.getByRole('region', { name: 'Why it goes there' })).toHaveTextContent(
    'less lost to the weather; at 11.0 kn',
  )
})

it('offers a finer corridor around it where the bound is far, and the other side of an island', async () => {
  const onAskAgain = vi.fn()
  const onOtherSide = vi.fn()
  const others = [{ track: track(-1, 38), more: 2, past: { lat: 40, lon: -25 } }]
  opened(found({ gap: 0.03, others }), { onAskAgain, onOtherSide })
  await userEvent.selectOptions(screen.getByLabelText('Which way'), '0')
  expect(screen.getByRole('option', { name: /^Other side of the land near 40°.*, 2 h later$/ })).toBeInTheDocument()
  expect(onOtherSide).toHaveBeenCalledWith(0)
  await userEvent.click(screen.getByRole('button', { name: 'Refine' }))
  expect(onAskAgain).toHaveBeenCalledWith({ halfWidthNm: 25, size: 'usual' })
  expect(currentVoyage().alternatives.map(({ name }) => name)).toEqual(['Route 1', 'Better route'])
})

it('says of the other side what it takes, and makes an alternative of that', async () => {
  opened(found({ others: [{ track: track(-1, 38), more: 2, past: { lat: 40, lon: -25 } }] }), { otherSide: 0 })
  expect(screen.getByRole('status')).toHaveTextContent('2 h later than the best; 2 h sooner than the route as drawn.')
  await userEvent.click(screen.getByRole('button', { name: 'Use as alternative' }))
  expect(activePlan(currentVoyage()).route.waypoints[2]?.position.lat).toBeCloseTo(39, 6)
})

it('says of the other side what it burns more, where that is the objective', () => {
  const others = [{ track: track(-1, 36), more: 0.012, past: { lat: 40, lon: -25 } }]
  opened(found({ objective: 'time-table', saved: 0.1, others }), { otherSide: 0 })
  expect(screen.getByRole('status')).toHaveTextContent('1.2 % more fuel than the best; 12.0 kn in calm water.')
})

it('shows both in the charts while it is looked at, and what was there before after it', async () => {
  const { client } = opened(found())
  act(() => useViewActions().answerShown('asked before'))
  await userEvent.click(screen.getByRole('button', { name: 'Better track' }))
  const key = currentShown()?.key ?? ''
  expect(key).toContain('asked along best')
  const [[, data] = []] = client.getQueriesData<Answer>({ predicate: ({ queryKey }) => queryKey.includes(key) })
  expect(data?.columns.fields['Currents_Intensity']).toHaveLength(2)
  expect(data?.askedFor?.alternativeName).toBe('Better track')
  await userEvent.click(screen.getByRole('button', { name: 'As drawn' }))
  expect(currentShown()?.key).toContain('asked along base')
  await userEvent.click(screen.getByRole('button', { name: 'As before' }))
  expect(currentShown()).toMatchObject({ key: 'asked before', until: 'closed' })
})

it('makes it an alternative with the times of the track, as one step of undo', async () => {
  const { onClose } = opened(found())
  await userEvent.click(screen.getByRole('button', { name: 'Use as alternative' }))
  expect(onClose).toHaveBeenCalled()
  const { alternatives } = currentVoyage()
  expect(alternatives.map(({ name }) => name)).toEqual(['Route 1', 'Better route'])
  const plan = activePlan(currentVoyage())
  expect(plan.route.waypoints).toHaveLength(5)
  expect(Math.abs((schedule(plan.route, plan).arrivalMs ?? NaN) - startMs - 36 * 3_600_000)).toBeLessThan(10 * 60_000)
  act(() => voyageActions.undone())
  expect(currentVoyage().alternatives).toHaveLength(1)
})

it.each([
  [{ outcome: 'nothing', saved: 0 }, 'Nothing to gain: no track in this corridor is better than the route as drawn.'],
  [{ outcome: 'no-way', gap: null }, 'Nothing leads through this corridor'],
] as const)('says plainly that there is none: %j', (change, words) => {
  opened(found(change))
  expect(screen.getByRole('status')).toHaveTextContent(words)
  expect(screen.queryByRole('button', { name: 'Use as alternative' })).toBeNull()
  expect(screen.queryByLabelText('Saving')).toBeNull()
})

it('says that the route as drawn is closed, and what is not known', () => {
  opened(found({ isBaseClosed: true, unknownShare: 0.19, best: track(1, 36, { gained: 4.5, unknownNm: 80 }) }))
  expect(screen.getByRole('status')).toHaveTextContent('The route as drawn goes over land or through an area to avoid')
  expect(screen.getByText(/19 % of the corridor has no current known/)).toBeInTheDocument()
  expect(screen.getByLabelText('Saving')).toHaveTextContent('Current not known80.0 NM, 0.0 NM on the route')
})

import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import type { BetterRoute, SailedTrack } from '#src/domain/optimise/track/better-route.ts'
import { corridorAround } from '#src/domain/optimise/track/corridor-plan.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { BetterRouteFound, type Objective } from '#src/features/optimise/better-route-found.tsx'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

const startMs = Date.UTC(2026, 10, 30)
const route = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 40, lon: -20 },
])

/** Bent to the north at its middle. @param hours, gained at each of five points @param over hours over a limit at the end */
function track(northDeg: number, hours: number, { gained = 0, over = 0, unknownNm = 0 } = {}): SailedTrack {
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
    gainedHours: column((share) => share * gained),
    overHours: column((share) => share * over),
    hours,
    unknownNm,
    unknownHours: 0,
  }
}

function found(change: Partial<BetterRoute> = {}): BetterRoute {
  const [base, best] = [track(0, 40, { over: 3 }), track(1, 36, { gained: 4.5 })]
  return {
    outcome: 'better',
    base,
    best,
    isBaseClosed: false,
    savedHours: 4,
    split: { geometryHours: -0.5, currentHours: 4.5 },
    sameEtaKn: 10.8,
    gap: 0.004,
    band: [],
    bandHours: 0.25,
    unknownShare: 0,
    ...change,
  }
}

function opened(result: BetterRoute, objective: Objective = 'max-speed') {
  act(() => voyageActions.voyageOpened(planned(newVoyage('v', startMs), { route, speedKn: 12, departureMs: startMs })))
  const survey: CorridorSurvey = corridorAround(activePlan(currentVoyage()), {
    halfWidthNm: 100,
    size: 'quick',
    kept: [],
  })
  const onClose = vi.fn()
  render(
    <BetterRouteFound found={result} survey={survey} objective={objective} onAskAgain={() => {}} onClose={onClose} />,
  )
  return onClose
}

it('says what a better track saves and by what, how near it is to the best, and why each leg goes there', () => {
  opened(found())
  expect(screen.getByRole('status')).toHaveTextContent(
    '3 h less over a limit; 4 h sooner (10.0 %) at 12.0 kn through the water.',
  )
  expect(screen.getByText(/^It takes at most 0\.4 % longer than the soonest that is possible/)).toBeInTheDocument()
  const saving = screen.getByLabelText('Saving')
  expect(saving).toHaveTextContent('By its length−30 min (13.6 NM longer)')
  expect(saving).toHaveTextContent('By the current+4 h 30 min')
  const rows = within(screen.getByRole('region', { name: 'Why it goes there' }))
    .getAllByRole('row')
    .slice(1)
  expect(rows[0]).toHaveTextContent(/\+1\.5 kn current along, 0\.0 kn on the route; .*NM longer; .* less over a limit/)
})

it('keeps the ETA for less fuel, where that is the objective', () => {
  opened(found(), 'time-table')
  expect(screen.getByRole('status')).toHaveTextContent(
    '3 h less over a limit; the same ETA at 10.8 kn instead of 12.0 kn: about 27.1 % less fuel.',
  )
})

it('makes it an alternative with the times of the track, as one step of undo', async () => {
  const onClose = opened(found())
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
  [
    { outcome: 'nothing', savedHours: 0 },
    'Nothing to gain: no track in this corridor is better than the route as drawn.',
  ],
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

import { beforeEach, expect, it, vi } from 'vitest'
import { takeRouteOf } from '#src/app/voyage/route-of-answer.ts'
import { simplifyTrack } from '#src/domain/route/simplify.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { noteRoute } from '#src/features/route/undo-toast.tsx'
import { currentPlan, currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

vi.mock('#src/data/workers/simplify.ts', () => ({
  simplify: (...[track, toleranceNm]: [Parameters<typeof simplifyTrack>[0], number]) =>
    Promise.resolve(simplifyTrack(track, { toleranceNm })),
}))
vi.mock('#src/features/route/undo-toast.tsx', () => ({ noteRoute: vi.fn() }))

const HOUR_MS = 3_600_000
const departureMs = Date.UTC(2026, 10, 24, 6)
/** Five hours north along 20° W at 12 minutes of latitude an hour, then five along the parallel of 51° N. */
const answer = answerOf(
  columnsOf(
    { Gust_10m: Array.from({ length: 11 }, () => 9) },
    {
      lat: Array.from({ length: 11 }, (_, hour) => 50 + Math.min(hour, 5) * 0.2),
      lon: Array.from({ length: 11 }, (_, hour) => -20 + Math.max(0, hour - 5) * 0.3),
      timeMs: Array.from({ length: 11 }, (_, hour) => departureMs + hour * HOUR_MS),
    },
  ),
)
const words = () => vi.mocked(noteRoute).mock.lastCall?.[0]?.words

beforeEach(() => voyageActions.voyageOpened(newVoyage('v', 0)))

it('is the route of a voyage that has none yet, with its turns and its times', async () => {
  await takeRouteOf(answer)
  const { route, departureMs: etd } = currentPlan()
  expect(route.waypoints.map(({ position: { lat, lon } }) => [lat, +lon.toFixed(6)])).toEqual([
    [50, -20],
    [51, -20],
    [51, -18.5],
  ])
  expect(etd).toBe(departureMs)
  expect(route.waypoints[1]!.leg.speedKn).toBeCloseTo(12.01, 2)
  expect(currentVoyage()).toMatchObject({ name: 'rtm-hal', alternatives: [{ name: 'Route 1' }] })
  expect(words()).toBe('Used the route of the answer, 3 waypoints for its 11 points. Undo takes it back.')
  voyageActions.undone()
  expect(currentVoyage()).toMatchObject({ name: '', alternatives: [{ plan: { route: { waypoints: [] } } }] })
})

it('is one more alternative beside a route that is there', async () => {
  await takeRouteOf(answer)
  const { route } = currentPlan()
  await takeRouteOf(answer)
  expect(currentVoyage().alternatives.map(({ name }) => name)).toEqual(['Route 1', 'rtm-hal'])
  expect(words()).toBe('Added the route of the answer as “rtm-hal”, 3 waypoints for its 11 points. Undo takes it back.')
  voyageActions.undone()
  expect(currentVoyage().alternatives).toHaveLength(1)
  expect(currentPlan().route).toBe(route)
})

it('says why nothing was changed', async () => {
  await takeRouteOf(answer)
  while (currentVoyage().alternatives.length < MAX_ALTERNATIVES) voyageActions.alternativeDuplicated()
  await takeRouteOf(answer)
  expect(words()).toBe('Nothing was changed: a voyage has at most 20 alternatives.')
  voyageActions.voyageOpened(newVoyage('followed', 0))
  voyageActions.editingAllowed(false)
  await takeRouteOf(answer)
  expect(words()).toBe('Nothing was changed: this voyage is being edited elsewhere.')
})

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SpeedPlanDialog } from '#src/app/plan/speed-plan-dialog.tsx'
import { storage } from '#src/data/storage/storage.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { duplicateAlternative } from '#src/domain/voyage/alternatives.ts'
import type { RoutePlan } from '#src/domain/voyage/voyage.ts'
import { newVoyage, newVoyageId, voyageActions } from '#src/state/voyage.ts'
import { renderTasks } from '#test/features/tasks/render-tasks.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { fakeService } from '#test/support/fake-service.ts'
import { planned } from '#test/support/planned.ts'

const nowMs = Date.UTC(2026, 10, 22, 18)
const route = routeFromPositions('', [
  { lat: 60, lon: -30 },
  { lat: 59, lon: -30 },
])

let stop = () => {}
async function open(change: Partial<RoutePlan> = {}) {
  const voyage = planned(newVoyage(newVoyageId(), nowMs), {
    route,
    departureMs: nowMs - HOUR_MS,
    speedKn: 12,
    ...change,
  })
  const request = { ...voyage.request, alternatives: 'all' as const }
  voyageActions.voyageOpened(duplicateAlternative({ ...voyage, request }))
  ;({ stop } = await renderTasks(<SpeedPlanDialog onClose={() => undefined} />, storage))
}
beforeEach(() => {
  standInForDialogs()
  vi.useFakeTimers({ now: nowMs, toFake: ['Date'] })
  fakeService()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks for the weather of the plan alone, with its cost told first, and follows it', async () => {
  const asked: unknown[] = []
  fakeService().misbehave(({ method, body }) => {
    if (method !== 'POST') return null
    asked.push(JSON.parse(body ?? ''))
    return new Promise(() => undefined) // the answer is awaited
  })
  await open()
  const cost = await screen.findByText(/^\d+ points · \d+ points × variables · usually answered within a minute/)
  const points = Number(/^\d+/.exec(cost.textContent)?.[0])
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Get weather' }))
  expect(await screen.findByText(/^(Sending|Waiting|Running|Sent)/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Get weather' })).toBeDisabled()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toHaveProperty('points.length', points)
})

it('says what cannot be asked for, or planned', async () => {
  await open({ speedKn: 0 })
  expect(await screen.findByText(/^Every leg needs a speed above 0 kn/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Get weather' })).toBeDisabled()
})

it('has no speeds for a track', async () => {
  const line = new Float64Array([0, 1])
  await open({ route: emptyRoute, track: { name: '', lat: line, lon: line, timeMs: line } })
  expect(screen.getByText('A track has no legs to give speeds to. Make a route of it first.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Get weather' })).toBeNull()
})

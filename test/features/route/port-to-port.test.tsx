import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ProposedPassage, PassageAsked } from '#src/domain/optimise/passage/port-to-port.ts'
import type { PortList } from '#src/domain/ports.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { checkRoute } from '#src/domain/route/checks.ts'
import { RouteChecks } from '#src/features/route/checks/route-checks.tsx'
import { PortToPortDialog } from '#src/features/route/ports/port-to-port.tsx'
import { currentProposal } from '#src/state/view.ts'
import { currentPlan, currentVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { openVoyage, pacific } from './route-page.tsx'

const propose = vi.hoisted(() => vi.fn<(asked: PassageAsked, signal: AbortSignal) => Promise<ProposedPassage>>())
// The list of checks is drawn here, not made.
vi.mock('#src/data/workers/land-check.ts', () => ({ useLandCrossings: () => ({ state: 'idle', crossings: [] }) }))
vi.mock('#src/data/workers/passage/port-to-port.ts', () => ({ proposePassage: propose }))

const list: PortList = {
  ports: [
    ['NLRTM', 'Rotterdam', 'Netherlands', 51.92, 4.5, 13, ''],
    ['SGSIN', 'Singapore', 'Singapore', 1.28, 103.85, 0, ''],
  ],
}
const route: Route = {
  ...routeFromPositions('Rotterdam to Singapore, first proposal', [
    { lat: 51.92, lon: 4.5 },
    { lat: 30.57, lon: 32.31 },
    { lat: 1.28, lon: 103.85 },
  ]),
  isProposal: true,
}
const found: ProposedPassage = { outcome: 'found', route, distanceNm: 8345, straits: ['Dover Strait', 'Suez Canal'] }

beforeEach(() => {
  standInForDialogs()
  propose.mockReset().mockResolvedValue(found)
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(list)))),
  )
})
afterEach(() => void vi.unstubAllGlobals())

async function opened(of: Route = emptyRoute) {
  openVoyage(of)
  const onClose = vi.fn()
  const { unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <PortToPortDialog onClose={onClose} />
    </QueryClientProvider>,
  )
  for (const [end, typed] of [
    ['From', 'rotter'],
    ['To', 'sgsin'],
  ] as const) {
    await userEvent.type(screen.getByRole('combobox', { name: end }), typed)
    await userEvent.click(await screen.findByRole('option'))
  }
  return { onClose, unmount }
}

it('proposes a route once both ports are known, shows it on the map, and takes it as a step of undo', async () => {
  const { onClose, unmount } = await opened()
  expect(await screen.findByText('First proposal, not a route: check it on the chart.')).toBeInTheDocument()
  expect(screen.getByText('Dover Strait, Suez Canal')).toBeInTheDocument()
  expect(screen.getByText(/^8.345\.0 NM$/)).toBeInTheDocument()
  expect(propose.mock.lastCall?.[0]).toMatchObject({
    from: { name: 'Rotterdam', inlandNm: 13 },
    to: { code: 'SGSIN' },
    avoid: ['Corinth Canal'],
  })
  expect(currentProposal()?.track.length).toBeGreaterThan(100)
  await userEvent.click(screen.getByRole('button', { name: 'Use as route' }))
  expect(currentPlan().route).toBe(route)
  expect(onClose).toHaveBeenCalledOnce()
  unmount()
  expect(currentProposal()).toBeNull()
})

it('stays marked in the checks until the operator has checked it, which can be undone', async () => {
  openVoyage(route)
  const checks = () => checkRoute(currentVoyage(), { nowMs: Date.UTC(2026, 10, 22) })
  render(<RouteChecks checks={checks()} />)
  await userEvent.click(screen.getByText(/caution/))
  expect(await screen.findByText(/^First proposal, not a route: check it on the chart/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'I have checked it' }))
  expect(currentPlan().route).toEqual({ name: 'Rotterdam to Singapore', waypoints: route.waypoints })
  expect(checks().map(({ code }) => code)).not.toContain('proposal')
  act(() => voyageActions.undone())
  expect(currentPlan().route.isProposal).toBe(true)
})

it('goes beside a route that is there already', async () => {
  await opened(pacific)
  await userEvent.click(await screen.findByRole('button', { name: 'Use as alternative' }))
  expect(currentVoyage().alternatives.map(({ plan }) => plan.route)).toEqual([pacific, route])
})

it('looks again without what is to be avoided, and gives the search before up', async () => {
  propose.mockReturnValueOnce(new Promise(() => undefined))
  await opened()
  const signal = propose.mock.lastCall![1]
  expect(signal.aborted).toBe(false)
  expect(screen.getByText('Looking for a way by sea…')).toBeInTheDocument()
  await userEvent.click(screen.getByText(/^Canals and straits to avoid/))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Suez Canal' }))
  expect(signal.aborted).toBe(true)
  expect(propose.mock.lastCall?.[0].avoid).toEqual(['Corinth Canal', 'Suez Canal'])
  expect(await screen.findByText('First proposal, not a route: check it on the chart.')).toBeInTheDocument()
})

it('offers nothing that goes over land, and says which leg does and where', async () => {
  propose.mockResolvedValue({
    outcome: 'over-land',
    crossing: { legIndex: 3, lengthNm: 4, from: { lat: 12.5, lon: 43 }, to: { lat: 12.6, lon: 43 } },
    legs: 9,
  })
  await opened()
  expect(await screen.findByText(/^What was found is not offered: leg 3 of 9 goes over land near 12°30/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Use as route' })).toBeDisabled()
})

it('says what it knows no way for', async () => {
  propose.mockResolvedValue({ outcome: 'no-way', port: 'Chicago' })
  await opened()
  expect(await screen.findByText(/^No way is known from Chicago to the sea lanes/)).toBeVisible()
})

it('leaves Escape to the dialog once its list of ports is closed, and keeps the port', async () => {
  await opened()
  const field = screen.getByRole('combobox', { name: 'To' })
  await userEvent.type(field, '{Backspace}')
  await screen.findByRole('option')
  const isLeft = () => fireEvent.keyDown(field, { key: 'Escape' })
  expect([isLeft(), isLeft()]).toEqual([false, true])
  expect(field).toHaveValue('Singapor')
})

it('forgets a port that is typed over', async () => {
  await opened()
  await screen.findByText('First proposal, not a route: check it on the chart.')
  await userEvent.type(screen.getByRole('combobox', { name: 'To' }), 'x')
  await act(() => Promise.resolve())
  expect(screen.queryByText('First proposal, not a route: check it on the chart.')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Use as route' })).toBeDisabled()
})

import { act, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PortList } from '#src/domain/ports.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { planned } from '#test/support/planned.ts'

const list: PortList = {
  ports: [
    ['NLRTM', 'Rotterdam', 'Netherlands', 51.92, 4.5, 13, ''],
    ['CAHAL', 'Halifax', 'Canada', 44.65, -63.58, 0, ''],
    ['GBHRW', 'Harwich', 'United Kingdom', 51.95, 1.28, 0, ''],
    ['GBHTP', 'Hartlepool', 'United Kingdom', 54.7, -1.2, 0, ''],
  ],
}
const answer = (status: number, body: unknown) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status }))),
  )

async function show() {
  vi.resetModules() // the list is kept once it is loaded
  const { PortFinder } = await import('#src/features/route/ports/port-finder.tsx')
  const state = await import('#src/state/voyage.ts')
  const { result } = renderHook(() => state.useVoyageActions())
  act(() => void result.current.voyageOpened(planned(state.newVoyage('v', 0), { route: emptyRoute })))
  render(<PortFinder />)
  const names = () => state.currentPlan().route.waypoints.map(({ name }) => name)
  return { field: screen.getByRole('combobox', { name: 'Find port' }), names }
}

describe('Find port', () => {
  beforeEach(() => answer(200, list))
  afterEach(() => void vi.unstubAllGlobals())

  it('works by keyboard alone: type, choose, set as start, and the field has focus again', async () => {
    const { field, names } = await show()
    await userEvent.click(field)
    await userEvent.keyboard('har')
    expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual([
      'HartlepoolUnited KingdomGBHTP',
      'HarwichUnited KingdomGBHRW',
    ])
    expect(field).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{ArrowDown}')
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Harwich')
    expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('button', { name: 'Set as start' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(names()).toEqual(['Harwich'])
    expect(field).toHaveFocus()
    expect(screen.getByText('Harwich is waypoint 1 of 1.')).toBeInTheDocument()
  })

  it('makes a route of two ports and inserts a third on it', async () => {
    const { field, names } = await show()
    for (const [query, use] of [
      ['nlrtm', 'Set as start'],
      ['halifax', 'Set as end'],
      ['harw', 'Insert on route'],
    ] as const) {
      await userEvent.type(field, query)
      await userEvent.click(await screen.findByRole('option'))
      await userEvent.click(screen.getByRole('button', { name: use }))
    }
    expect(names()).toEqual(['Rotterdam', 'Harwich', 'Halifax'])
  })

  it('says how far inland a position is', async () => {
    const { field } = await show()
    await userEvent.type(field, 'rotterdam{Enter}')
    expect(await screen.findByRole('region', { name: 'Port Rotterdam' })).toHaveTextContent(
      '13 NM inland of the coastline (1:10 M)',
    )
  })

  it('closes the list with Escape, then empties the field', async () => {
    const { field } = await show()
    await userEvent.type(field, 'har')
    await screen.findAllByRole('option')
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('option')).toBeNull()
    expect(field).toHaveValue('har')
    await userEvent.keyboard('{Escape}')
    expect(field).toHaveValue('')
  })

  it('says when there is no such port', async () => {
    const { field } = await show()
    await userEvent.type(field, 'atlantis')
    expect(await screen.findByText('No port found by this name or code.')).toBeVisible()
  })

  it('says when the list cannot be loaded, and tries again as typing goes on', async () => {
    answer(503, null)
    const { field } = await show()
    await userEvent.type(field, 'har')
    expect(await screen.findByText(/server is not responding/)).toBeVisible()
    answer(200, list)
    await userEvent.type(field, 'w')
    expect(await screen.findByRole('option')).toHaveTextContent('Harwich')
  })
})

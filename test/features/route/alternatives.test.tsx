import { act, render, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { Alternatives } from '#src/features/route/alternatives.tsx'
import { currentPlan, currentVoyage, newVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

// The equator is the only parallel that is a geodesic: one degree is 60.108 NM (6,378,137 m × π / 180 / 1852).
const degrees = (count: number) =>
  routeFromPositions('', [
    { lat: 0, lon: 0 },
    { lat: 0, lon: count },
  ])
const row = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}, `) })

const duplicate = () => {
  const { result } = renderHook(() => useVoyageActions())
  act(() => void result.current.alternativeDuplicated())
}

describe('the alternatives', () => {
  beforeEach(() => {
    const { result } = renderHook(() => useVoyageActions())
    act(() => result.current.voyageOpened(planned(newVoyage('v', Date.UTC(2026, 10, 22)), { route: degrees(10) })))
    render(<Alternatives />)
  })

  it('are not shown while there is only one route', () => {
    expect(screen.queryByRole('region', { name: 'Alternatives' })).not.toBeInTheDocument()
    duplicate()
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    expect(row('Route 1 copy')).toHaveAttribute('aria-pressed', 'true')
  })

  it('are compared by distance and arrival, and one click switches', async () => {
    const { result } = renderHook(() => useVoyageActions())
    act(() => {
      result.current.alternativeAdded()
      result.current.routeEdited(degrees(20))
    })
    expect(row('Route 1')).toHaveTextContent(/601\.1 NM\s*24 Nov 02:05Z/) // 601.08 NM at 12 kn: 50.09 h
    expect(row('Route 2')).toHaveTextContent('202.2 NM')
    expect(row('Route 1')).toHaveAttribute('title', 'Route 1: 601.1 NM shorter and 2 d 2 h 5 min earlier than Route 2')
    await userEvent.click(row('Route 1'))
    expect(currentPlan().route.waypoints[1]!.position.lon).toBe(10)
  })

  it('are hidden, renamed and deleted one by one', async () => {
    duplicate()
    await userEvent.click(screen.getByRole('button', { name: 'Hide Route 1 on the map' }))
    expect(screen.getByRole('button', { name: 'Show Route 1 on the map' })).toBeVisible()

    await userEvent.dblClick(row('Route 1 copy'))
    await userEvent.clear(screen.getByRole('textbox', { name: 'Name of Route 1 copy' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of Route 1 copy' }), 'South about{Enter}')
    expect(row('South about')).toBeVisible()

    await userEvent.click(screen.getByRole('button', { name: 'More for South about' }))
    await userEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: 'Delete alternative' }))
    expect(currentVoyage()).toMatchObject({ activeId: 'a1', alternatives: [{ name: 'Route 1' }] })
  })
})

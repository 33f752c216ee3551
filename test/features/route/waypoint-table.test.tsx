import { act, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { WaypointTable } from '#src/features/route/waypoint-table.tsx'
import { currentVoyage, newVoyage, useVoyageActions } from '#src/state/voyage.ts'

const pacific = routeFromPositions('Pacific', [
  { lat: 35.35, lon: 139.75 },
  { lat: 40, lon: 179 },
  { lat: 37.8, lon: -122.5 },
])

describe('the waypoint list', () => {
  beforeEach(() => {
    const { result } = renderHook(() => useVoyageActions())
    act(() => {
      result.current.voyageOpened({ ...newVoyage('v', Date.UTC(2026, 10, 22)), route: pacific })
    })
    render(<WaypointTable />)
  })

  it('shows positions wrapped, though the route crosses 180° unwrapped', () => {
    expect(currentVoyage().route.waypoints[2]!.position.lon).toBeCloseTo(237.5, 9)
    expect(screen.getByRole('button', { name: /Waypoint 3, longitude: 122°30\.000'W/ })).toBeVisible()
  })

  it('moves a waypoint by a position typed as mariners write it', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Waypoint 2, latitude/ }))
    await userEvent.clear(screen.getByLabelText('Waypoint 2, latitude'))
    await userEvent.type(screen.getByLabelText('Waypoint 2, latitude'), '41°30.0\'N{Enter}')
    expect(currentVoyage().route.waypoints[1]!.position).toEqual({ lat: 41.5, lon: 179 })
  })

  it('refuses a latitude that is none, and keeps what was typed', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Waypoint 2, latitude/ }))
    const field = screen.getByLabelText('Waypoint 2, latitude')
    await userEvent.clear(field)
    await userEvent.type(field, '95.2{Enter}')
    expect(screen.getByRole('alert')).toHaveTextContent('A latitude is outside −90 to 90.')
    expect(field).toHaveValue('95.2')
    expect(currentVoyage().route).toBe(pacific)
  })

  it('shortens the way when a leg becomes a great circle', async () => {
    await userEvent.selectOptions(screen.getByLabelText('Leg to waypoint 2: type'), 'GC')
    expect(currentVoyage().route.waypoints[1]!.leg.type).toBe('GC')
  })

  it('deletes a waypoint', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Delete waypoint 2' }))
    expect(currentVoyage().route.waypoints).toHaveLength(2)
  })
})

import { act, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import type { RoutePlan, Voyage } from '#src/domain/voyage/voyage.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { currentPlan, newVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

export const pacific = routeFromPositions(
  'Pacific',
  [
    { lat: 35.35, lon: 139.75 },
    { lat: 40, lon: 179 },
    { lat: 37.8, lon: -122.5 },
  ],
  { names: ['Yokohama', 'Midway', 'Golden Gate'] },
)

/** Opens a voyage that leaves on 22 November 2026 at midnight and makes 12 kn. */
export function openVoyage(route: Route, change: Partial<Voyage & RoutePlan> = {}): void {
  const { result } = renderHook(() => ({ voyage: useVoyageActions(), editor: useEditorActions() }))
  act(() => {
    result.current.voyage.voyageOpened(
      planned(newVoyage('v', 0), {
        route,
        departureMs: Date.UTC(2026, 10, 22),
        speedKn: 12,
        ...change,
      }),
    )
    result.current.editor.waypointSelected(null)
  })
}

export const row = (number: number) => screen.getByRole('row', { name: new RegExp(`^Waypoint ${number}\\b`) })
export const focusRow = (number: number) => act(() => row(number).focus())
export const names = () => currentPlan().route.waypoints.map(({ name }) => name)
export const waypoint = (number: number) => currentPlan().route.waypoints[number - 1]!

export async function retype(field: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(field)
  await userEvent.type(field, `${text}{Enter}`)
}

import { reverseRoute } from '#src/domain/route/edit.ts'
import { intend } from '#src/state/intents.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { usePlan, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { type Command, plainCommand } from './commands.ts'

/** Commands for the route, and one to go to each of its waypoints. */
export function useRouteCommands(): Command[] {
  const { route, track } = usePlan()
  const editable = useVoyageEditable()
  const { routeEdited, alternativeAdded, alternativeDuplicated } = useVoyageActions()
  const { portSearchShown } = useEditorActions()
  const { placeShown } = usePreferenceActions()
  const hasLegs = editable && route.waypoints.length >= 2
  const command = (id: string, label: string, enabled: boolean, run: () => void, otherWords = '') =>
    plainCommand({ id, group: 'Route', label, enabled, run, otherWords })
  const findPort = () => {
    placeShown('route')
    portSearchShown(true)
  }
  return [
    command('reverse', 'Reverse route', hasLegs, () => routeEdited(reverseRoute(route)), 'turn round back'),
    command(
      'sail-rest',
      'Replan from a position…',
      hasLegs,
      () => intend('open-dialog', 'sail-rest'),
      'sail the rest reported noon',
    ),
    command(
      'areas',
      'No-go areas…',
      true,
      () => intend('open-dialog', 'areas'),
      'keep out avoid warn zone reserve library',
    ),
    command(
      'better-route',
      'Find a better route…',
      route.waypoints.length >= 2,
      () => intend('open-dialog', 'better-route'),
      'optimise optimize weather routing fastest corridor current',
    ),
    command(
      'speed-plan',
      'Plan speeds…',
      route.waypoints.length >= 2,
      () => intend('open-dialog', 'speed-plan'),
      'slow steaming fuel eta just in time arrival optimise',
    ),
    command(
      'departures',
      'Compare departures…',
      route.waypoints.length >= 2 || track !== null,
      () => intend('open-dialog', 'departures'),
      'best time etd matrix when to sail',
    ),
    command(
      'port-to-port',
      'Port to port…',
      true,
      () => intend('open-dialog', 'port-to-port'),
      'propose first route between two harbours distance suez panama',
    ),
    command('find-port', 'Find port', editable && track === null, findPort, 'locode harbour add waypoint'),
    command('new-alternative', 'New alternative', editable, () => alternativeAdded(), 'route compare'),
    command(
      'duplicate',
      'Duplicate as an alternative',
      hasLegs || (editable && track !== null),
      () => alternativeDuplicated(),
      'route compare copy',
    ),
    ...useWaypointCommands(),
  ]
}

function useWaypointCommands(): Command[] {
  const { waypoints } = usePlan().route
  const { waypointSelected } = useEditorActions()
  const { placeShown } = usePreferenceActions()
  return waypoints.map(({ id, name, position }, index) =>
    plainCommand({
      id: `waypoint-${index + 1}`,
      group: 'Route',
      label: ['Go to waypoint', index + 1, name].filter(Boolean).join(' '),
      otherWords: 'wp select',
      searched: true,
      run: () => {
        placeShown('route')
        waypointSelected(id)
        intend('show-place', position)
      },
    }),
  )
}

import { useMapCommands } from './commands-map.ts'
import { useResultCommands } from './commands-results.ts'
import { useRouteCommands } from './commands-route.ts'
import { useTaskCommands } from './commands-tasks.ts'
import { useUnitCommands } from './commands-units.ts'
import { useVoyageCommands } from './commands-voyage.ts'
import { type Command, commandGroups, useCommands } from './commands.ts'

/** Every command of the app by its group. Loaded when they are listed. */
export function useAllCommands(): readonly Command[] {
  const commands = [
    ...useCommands(),
    ...useVoyageCommands(),
    ...useRouteCommands(),
    ...useTaskCommands(),
    ...useResultCommands(),
    ...useMapCommands(),
    ...useUnitCommands(),
  ]
  return commandGroups.flatMap((group) => commands.filter((command) => command.group === group))
}

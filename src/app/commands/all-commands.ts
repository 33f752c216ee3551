import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { useMapCommands } from './commands-map.ts'
import { useResultCommands } from './commands-results.ts'
import { useRouteCommands } from './commands-route.ts'
import { useTaskCommands } from './commands-tasks.ts'
import { useVoyageCommands } from './commands-voyage.ts'
import { type Command, commandGroups, useCommands, plainCommand } from './commands.ts'
import { unitChoices, type UnitKind, unitWords } from '#src/domain/units/unit-choice.ts'

/** Every command by its group. Loaded when commands are listed. */
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

/** A command for every unit and notation that is not in use now. */
function useUnitCommands(): Command[] {
  const units = useUnits()
  const { unitsChosen } = usePreferenceActions()
  return (Object.keys(unitChoices) as UnitKind[]).flatMap((kind) =>
    unitChoices[kind].map((unit) =>
      plainCommand({
        id: `unit-${kind}-${unit}`,
        group: 'Settings and help',
        label: `${unitWords[kind].label} in ${unitWords[kind].choices[unit] ?? unit}`,
        otherWords: 'units format',
        enabled: units[kind] !== unit,
        run: () => unitsChosen({ [kind]: unit }),
      }),
    ),
  )
}

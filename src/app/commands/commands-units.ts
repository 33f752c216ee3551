import { unitChoices, type UnitKind, unitWords } from '#src/domain/units/unit-choice.ts'
import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import type { Command } from './commands.ts'
import { plainCommand } from './plain-command.ts'

/** A command for every unit and notation that is not shown now. */
export function useUnitCommands(): Command[] {
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

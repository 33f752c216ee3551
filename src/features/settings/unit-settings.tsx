import { formatPosition, type Notation } from '#src/domain/units/position-text.ts'
import { unitChoices, type UnitKind, unitWords } from '#src/domain/units/unit-choice.ts'
import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { SelectField } from '#src/ui/form/field.tsx'
import styles from './settings-dialog.module.css'

/** The Maas approach, in the notation that is offered. */
const example = (notation: Notation) => formatPosition({ lat: 51.998, lon: 3.75 }, notation)

/** What figures and positions are shown in; typed, they are understood in any notation. */
export function UnitSettings() {
  return (
    <>
      <div className={styles.pair}>
        <Unit kind="speed" />
        <Unit kind="height" />
        <Unit kind="temperature" />
        <Unit kind="position" />
      </div>
      <p className={styles.note}>
        A ship’s speed, what is typed as a limit, and files keep knots, metres and °C. Positions are read in any
        notation.
      </p>
    </>
  )
}

function Unit({ kind }: { kind: UnitKind }) {
  const units = useUnits()
  const { unitsChosen } = usePreferenceActions()
  const { label, choices } = unitWords[kind]
  return (
    <SelectField label={label} value={units[kind]} onChange={({ target }) => unitsChosen({ [kind]: target.value })}>
      {unitChoices[kind].map((unit) => (
        <option key={unit} value={unit}>
          {kind === 'position' ? example(unit as Notation) : (choices[unit] ?? unit)}
        </option>
      ))}
    </SelectField>
  )
}

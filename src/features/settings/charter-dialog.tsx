import {
  type Charter,
  CHARTER_LIMITS,
  type GoodWeather,
  startingCharter,
  usualGoodWeather,
} from '#src/domain/voyage/charter/charter.ts'
import { beaufortKnots } from '#src/domain/units/sea-words.ts'
import { useCharter, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { FigureField } from './ship-particulars.tsx'
import styles from './limit-dialog.module.css'
import fieldStyles from './ship-fields.module.css'

const forces = Array.from({ length: 12 }, (_, index) => index + 1)
const lengths: readonly { shortest: GoodWeather['shortest']; label: string }[] = [
  { shortest: 0, label: 'Of any length' },
  { shortest: 12, label: 'Of 12 hours or more' },
  { shortest: 'noon to noon', label: 'Noon to noon, whole days' },
]

/** What the charter party says of speed and weather. Every change is a step of undo. */
export function CharterDialog({ onClose }: { onClose: () => void }) {
  const editable = useVoyageEditable()
  const kept = useCharter()
  const { charterEdited } = useVoyageActions()
  return (
    <Dialog
      title="Good weather by the charter party"
      open
      onClose={onClose}
      beside="charts"
      actions={
        <Button
          tone={kept ? 'plain' : 'primary'}
          disabled={!editable}
          onClick={() => charterEdited(kept ? null : startingCharter)}
        >
          {kept ? 'Remove from this voyage' : 'Use these numbers'}
        </Button>
      }
    >
      <div className={styles.body}>
        {!editable && <Notice tone="warn">This voyage is being edited in another tab; change its terms there.</Notice>}
        <p>These numbers are only a starting point: the contract decides.</p>
        <fieldset className={styles.editor} disabled={!editable}>
          <legend className="visually-hidden">Terms</legend>
          <Terms charter={kept ?? startingCharter} />
        </fieldset>
        <p className={styles.note}>
          Heights are significant ones. “Douglas 3” is read in two ways: all waves up to 1.25 m, or wind sea up to 1.25
          m and swell up to 2 m. Days from noon to noon, by the ship’s clocks, are needed only if the contract says so.
          The summary of the results has the figures.
        </p>
      </div>
    </Dialog>
  )
}

function Terms({ charter }: { charter: Charter }) {
  const { charterEdited } = useVoyageActions()
  const { speedKn, goodWeather } = charter
  const { maxBeaufort, sea, maxSeaM, maxSwellM, minCurrentKn, shortest } = goodWeather
  const become = (change: Partial<GoodWeather>) =>
    charterEdited({ ...charter, goodWeather: { ...goodWeather, ...change } })
  const isParts = sea === 'parts'
  return (
    <div className={fieldStyles.pair}>
      <SelectField
        label="Wind up to"
        value={maxBeaufort}
        onChange={({ target }) => become({ maxBeaufort: Number(target.value) })}
      >
        {forces.map((force) => (
          <option key={force} value={force}>
            Beaufort {force} ({beaufortKnots(force)})
          </option>
        ))}
      </SelectField>
      <FigureField
        label="Charter speed"
        unit="kn"
        value={speedKn}
        limits={CHARTER_LIMITS.speedKn}
        onCommit={(kn) => charterEdited({ ...charter, speedKn: kn })}
      />
      <SelectField
        label="The sea is judged by"
        value={sea}
        onChange={({ target }) => become({ sea: target.value === 'parts' ? 'parts' : 'total' })}
      >
        <option value="total">All waves together</option>
        <option value="parts">Wind sea and swell apart</option>
      </SelectField>
      <FigureField
        label={isParts ? 'Wind sea up to' : 'Waves up to'}
        unit="m"
        value={maxSeaM}
        limits={CHARTER_LIMITS.maxSeaM}
        onCommit={(metres) => become({ maxSeaM: metres ?? usualGoodWeather.maxSeaM })}
      />
      {isParts && (
        <div className={fieldStyles.second}>
          <FigureField
            label="Swell up to"
            unit="m"
            value={maxSwellM}
            limits={CHARTER_LIMITS.maxSwellM}
            onCommit={(metres) => become({ maxSwellM: metres ?? usualGoodWeather.maxSwellM })}
          />
        </div>
      )}
      <SelectField
        label="Periods that count"
        value={String(shortest)}
        onChange={({ target }) =>
          become({ shortest: lengths.find((one) => String(one.shortest) === target.value)?.shortest ?? shortest })
        }
      >
        {lengths.map((one) => (
          <option key={one.label} value={String(one.shortest)}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Current in them"
        value={minCurrentKn === null ? 'any' : 'not adverse'}
        onChange={({ target }) => become({ minCurrentKn: target.value === 'any' ? null : 0 })}
      >
        <option value="any">Any</option>
        <option value="not adverse">Not adverse</option>
      </SelectField>
    </div>
  )
}

import { formatNumber } from '#src/domain/units/format.ts'
import { LOADING_LIMITS, SHIP_LIMITS } from '#src/domain/voyage/ship.ts'
import { BLOCK, blockDoubt, lackingParticulars, particularsOf } from '#src/domain/voyage/ship/hull.ts'
import { useLoading, useShip, useVoyageActions } from '#src/state/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import styles from './ship-fields.module.css'

const conditions = [
  { value: 'laden', label: 'Laden' },
  { value: 'ballast', label: 'Ballast' },
] as const

/** What the formulas for motion and water under the keel ask of the ship, and of how she is loaded on this voyage. */
export function ShipParticulars() {
  const [ship, loading] = [useShip(), useLoading()]
  const { shipEdited, loadingEdited } = useVoyageActions()
  const particulars = particularsOf(ship, loading)
  const doubt = blockDoubt(particulars)
  const lacking = lackingParticulars(particulars)
  return (
    <>
      {lacking && <p className={styles.lacking}>{lacking}</p>}
      <div className={styles.pair}>
        <FigureField
          label="LPP, between perpendiculars"
          unit="m"
          value={ship.lppM}
          limits={SHIP_LIMITS.lppM}
          onCommit={(lppM) => shipEdited({ lppM })}
        />
        <FigureField
          label="Block coefficient"
          value={ship.blockCoefficient}
          limits={BLOCK}
          decimals={3}
          onCommit={(blockCoefficient) => shipEdited({ blockCoefficient })}
        />
      </div>
      <fieldset className={styles.loading}>
        <legend>Loading on this voyage</legend>
        <Segmented
          label="Loading condition"
          value={loading.condition}
          onChange={(condition) => loadingEdited({ condition })}
          options={conditions}
        />
        <div className={styles.triple}>
          <FigureField
            label="Displacement"
            unit="t"
            value={loading.displacementT}
            limits={LOADING_LIMITS.displacementT}
            decimals={0}
            onCommit={(displacementT) => loadingEdited({ displacementT })}
          />
          <FigureField
            label="GM"
            unit="m"
            value={loading.gmM}
            limits={LOADING_LIMITS.gmM}
            onCommit={(gmM) => loadingEdited({ gmM })}
          />
          <FigureField
            label="Roll period"
            unit="s"
            value={loading.rollPeriodS}
            limits={LOADING_LIMITS.rollPeriodS}
            decimals={1}
            onCommit={(rollPeriodS) => loadingEdited({ rollPeriodS })}
          />
        </div>
      </fieldset>
      {doubt && (
        <p role="status" className={styles.doubt}>
          {doubt}
        </p>
      )}
    </>
  )
}

interface FigureFieldProps {
  label: string
  hideLabel?: boolean
  unit?: string
  value: number | null
  limits: { readonly min: number; readonly max: number }
  decimals?: number
  /** It may not be left out. */
  isNeeded?: boolean
  onCommit: (value: number | null) => void
}

/** A figure that may be left out. Thousands may be apart, decimals after a point or a comma. */
export function FigureField({
  label,
  hideLabel = false,
  unit,
  value,
  limits: { min, max },
  decimals = 2,
  isNeeded = false,
  onCommit,
}: FigureFieldProps) {
  const parse = (text: string) => {
    const plain = text.trim().replace(/\s+/g, '').replace(',', '.')
    const bare = unit ? plain.replace(new RegExp(`${unit}$`, 'i'), '') : plain
    if (bare === '') return isNeeded ? null : ''
    const figure = Number(bare)
    return figure >= min && figure <= max ? String(Number(figure.toFixed(decimals))) : null
  }
  return (
    <DraftField
      {...{ label, hideLabel }}
      {...(unit && { unit })}
      inputMode="decimal"
      value={value === null ? '' : String(value)}
      format={String}
      parse={parse}
      invalid={`${min} to ${formatNumber(max, max < 1 ? 2 : 0)}${unit ? ` ${unit}` : ''}.`}
      onCommit={(text) => onCommit(text === '' ? null : Number(text))}
    />
  )
}

import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { type BetterRouteChoices, type Objective, speedsWithin } from '#src/domain/optimise/track/better-route.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { fuelTable, tonnesPerDay } from '#src/domain/voyage/ship/fuel.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { typedNumber } from './survey-request.tsx'
import styles from './better-route.module.css'

/** What the operator wants, with prices as they are typed; null: not given. */
export interface BetterRouteWants extends Omit<BetterRouteChoices, 'dayCost'> {
  readonly dayPrice: number | null
  readonly tonnePrice: number | null
  /** At her own speed, tonnes. */
  readonly tonnesADay: number | null
}

/** To start with: what the ship's own figures say, and nothing that only the operator can know. */
export function startWants({ ship, loading }: Voyage, survey: CorridorSurvey): BetterRouteWants {
  const { speedKn } = survey
  const table = fuelTable(ship.consumption, loading.condition)
  const curve = table?.known ? table.value.curve : []
  const tonnes = table?.known ? tonnesPerDay(table.value, speedKn) : null
  const half = (knots: number) => Math.round(knots * 2) / 2
  const [slowest, fastest] = [curve[0]?.speedKn ?? NaN, curve.at(-1)?.speedKn ?? NaN]
  const isWithin = slowest < speedKn && speedKn < fastest
  return {
    objective: 'max-speed',
    limitMode: 'warn',
    marginNm: 5,
    leastDepthM: ship.draughtM === null ? null : Math.ceil(ship.draughtM * LEAST_DEPTH),
    ...speedsWithin(survey, {
      minKn: isWithin ? slowest : half(speedKn * 0.7),
      maxKn: isWithin ? fastest : half(speedKn * 1.15),
    }),
    exponent: 3,
    arrivalMs: null,
    dayPrice: null,
    tonnePrice: null,
    tonnesADay: tonnes?.known ? Math.round(tonnes.value * 10) / 10 : null,
  }
}

/** Of the draught: what most companies keep under the keel in open waters. */
const LEAST_DEPTH = 1.5

/** What a search can be made of; null: something is lacking. */
export function choicesOf({ dayPrice, tonnePrice, tonnesADay, ...wants }: BetterRouteWants): BetterRouteChoices | null {
  if (wants.objective !== 'min-cost') return { ...wants, dayCost: 0 }
  return dayPrice !== null && tonnePrice && tonnesADay
    ? { ...wants, dayCost: dayPrice / (tonnePrice * tonnesADay) }
    : null
}

interface BetterRouteWantsProps {
  wants: BetterRouteWants
  onChange: (wants: BetterRouteWants) => void
  survey: CorridorSurvey
  /** When the route as drawn arrives; null: not known yet. */
  arrivalMs: number | null
  hasDepths: boolean
}

const boundText = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1)

const objectiveWords: Record<Objective, string> = {
  'max-speed': 'Max speed: soonest',
  'time-table': 'Time table: least fuel',
  'min-cost': 'Min cost: fuel, time',
}

/** What is wanted of a corridor that was asked for: searched again at each change, and no new request. */
export function BetterRouteWantsForm({ wants, onChange, survey, arrivalMs, hasDepths }: BetterRouteWantsProps) {
  const { speedKn, driftKn, departureMs } = survey
  // At other speeds she would be where nothing was asked for.
  const [slowest, fastest] = [speedKn - driftKn, speedKn + driftKn]
  const set = (change: Partial<BetterRouteWants>) => onChange({ ...wants, ...change })
  const number = (
    name: 'marginNm' | 'minKn' | 'maxKn' | 'exponent' | 'leastDepthM' | 'dayPrice' | 'tonnePrice' | 'tonnesADay',
    label: string,
    { unit, min, max, isOptional = false }: { unit?: string; min: number; max: number; isOptional?: boolean },
  ) => (
    <div data-short={!/^(day|tonne)/.test(name)}>
      <DraftField<number | null>
        label={label}
        {...(unit && { unit })}
        inputMode="decimal"
        value={wants[name]}
        format={(value) => (value === null ? '' : String(value))}
        read={(text) => {
          if (isOptional && text.trim() === '') return { value: null }
          const value = typedNumber(text)
          return value >= min && value <= max
            ? { value }
            : { problem: `${boundText(min)} to ${boundText(max)}${unit ? ` ${unit}` : ''}.` }
        }}
        onCommit={(value) => set({ [name]: value })}
      />
    </div>
  )
  return (
    <div className={styles.wants}>
      <SelectField
        label="Objective"
        value={wants.objective}
        onChange={({ target }) => set({ objective: target.value as Objective })}
      >
        {Object.entries(objectiveWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Limits"
        value={wants.limitMode}
        onChange={({ target }) => set({ limitMode: target.value as BetterRouteChoices['limitMode'] })}
      >
        <option value="avoid">Avoid</option>
        <option value="warn">Fewest hours over</option>
      </SelectField>
      {number('marginNm', 'From the coast', { unit: 'NM', min: 0, max: 100 })}
      {hasDepths && number('leastDepthM', 'Least depth', { unit: 'm', min: 0, max: 1000, isOptional: true })}
      {wants.objective === 'time-table' && (
        <div data-long>
          <DraftField
            label="ETA to keep (UTC)"
            value={wants.arrivalMs ?? arrivalMs}
            format={formatUtcFull}
            read={(text) =>
              readTypedTime(text, { nearMs: wants.arrivalMs ?? arrivalMs ?? departureMs, fromMs: departureMs })
            }
            onCommit={(value) => set({ arrivalMs: value })}
          />
        </div>
      )}
      {wants.objective !== 'max-speed' && (
        <>
          {number('minKn', 'Least STW', { unit: 'kn', min: slowest, max: wants.maxKn })}
          {number('maxKn', 'Most STW', { unit: 'kn', min: wants.minKn, max: fastest })}
          {number('exponent', 'Exponent', { min: 2, max: 4 })}
        </>
      )}
      {wants.objective === 'min-cost' && (
        <>
          {number('dayPrice', 'A day costs', { min: 0, max: 1e7, isOptional: true })}
          {number('tonnePrice', 'A tonne of fuel costs', { min: 1, max: 1e5, isOptional: true })}
          {number('tonnesADay', `Burnt a day at ${speedKn.toFixed(1)} kn`, {
            unit: 't',
            min: 0.1,
            max: 1000,
            isOptional: true,
          })}
        </>
      )}
    </div>
  )
}

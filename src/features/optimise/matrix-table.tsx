import type { CSSProperties } from 'react'
import type { HoursBetween } from '#src/domain/limits/limit-totals.ts'
import type { LimitPair } from '#src/domain/limits/limits.ts'
import { GAINED, gainedText, percent } from '#src/domain/limits/limit-words.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type {
  DepartureFigures,
  DeparturePeak,
  DepartureSailing,
} from '#src/domain/optimise/departures/departure-figures.ts'
import type { DangerHours } from '#src/domain/optimise/departures/danger-hours.ts'
import type { DepartureRanking } from '#src/domain/optimise/departures/departure-ranking.ts'
import { formatNumber, formatSpeed, MISSING, shownText, signedText } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { fuelText } from '#src/domain/voyage/ship/fuel.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits } from '#src/state/voyage.ts'
import styles from './departures.module.css'

/** One departure of one alternative. */
export interface MatrixRow extends DepartureFigures {
  readonly id: string
  /** Tells the alternative from the others; empty: there is one. */
  readonly name: string
  /** null: it is no longer in the voyage. */
  readonly alternativeId: string | null
  readonly answer: Answer
  /** Is it still the plan it was asked for? */
  readonly isForPlan: boolean
  /** Is it the departure of the plan as it is? */
  readonly isPlanned: boolean
  /** Tonnes more than the planned departure; null: not known of both. */
  readonly moreFuelT: number | null
}

interface Cell {
  readonly text: string
  /** Under the value, in small print. */
  readonly more?: string
  readonly state?: 'limit' | 'caution' | undefined
  /** 0 to 1: how deep the colour is. */
  readonly heat?: number
  /** Not all of it is known. */
  readonly isHatched?: boolean
}

interface MatrixTableProps {
  rows: readonly MatrixRow[]
  ranking: DepartureRanking
  /** Not later than; null: whenever. */
  wantedMs: number | null
  sailing: DepartureSailing
  /** They leave where she was reported, not a port. */
  isAtSea: boolean
  chosen: string | null
  onChoose: (id: string) => void
}

/** Departures down, figures across, coloured by the limits; the keyboard goes from row to row as among radio buttons. */
export function MatrixTable({ rows, ranking, wantedMs, sailing, isAtSea, chosen, onChoose }: MatrixTableProps) {
  const units = useUnits()
  const limits = useLimits()
  const hasFuel = rows.some(({ fuel }) => fuel !== null)
  const columns: readonly (readonly [head: string, cell: (row: MatrixRow, index: number) => Cell])[] = [
    ['Rank', (_, index) => placeCell(ranking, index)],
    ['ETA', (row) => etaCell(row, wantedMs)],
    ...(sailing === 'planned'
      ? []
      : [['Speed', ({ speedKn }: MatrixRow) => ({ text: formatSpeed(speedKn) })] as const]),
    ['Over limit', (row) => hoursCell(row.over, 'limit', row, decimalsOf(rows.map(({ over }) => over)))],
    ['Over caution', (row) => hoursCell(row.caution, 'caution', row, decimalsOf(rows.map(({ caution }) => caution)))],
    ['Worst waves', ({ wave }) => peakCell(wave, 'wave', limits.wave, units)],
    ['Worst wind', ({ wind }) => peakCell(wind, 'wind', limits.wind, units)],
    [
      GAINED,
      ({ hoursGained, along }) => ({ text: gainedText(hoursGained), isHatched: along !== null && along.coverage < 1 }),
    ],
    ...(rows.some(({ dangers }) => dangers)
      ? [
          [
            'In danger zones',
            (row: MatrixRow) => hoursCell(row.dangers?.hours ?? unknownHours, 'limit', row, dangerDecimals(rows)),
          ] as const,
        ]
      : []),
    ...(hasFuel ? [['Fuel', fuelCell] as const] : []),
    ['Not known', unknownCell],
  ]
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it sideways
    <div className={styles.scroller} role="region" aria-label="Departures compared" tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">Departures compared</caption>
        <thead>
          <tr>
            <th scope="col">{isAtSea ? 'Leaves here' : 'Departure'}</th>
            {columns.map(([head]) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // The radio button does the same by key.

            <tr key={row.id} onClick={() => onChoose(row.id)} data-chosen={row.id === chosen || undefined}>
              <th scope="row">
                <label className={styles.departure}>
                  <input type="radio" name="departure" checked={row.id === chosen} onChange={() => onChoose(row.id)} />
                  <span>
                    {formatUtc(row.departureMs)}
                    {(row.name || row.isPlanned) && (
                      <small>{[row.name, row.isPlanned && 'as planned'].filter(Boolean).join(', ')}</small>
                    )}
                  </span>
                </label>
              </th>
              {columns.map(([head, cell]) => (
                <MatrixCell key={head} {...cell(row, index)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const MatrixCell = ({ text, more, state, heat = 1, isHatched }: Cell) => (
  <td
    data-state={state}
    data-hatched={isHatched || undefined}
    style={{ '--heat': `${Math.round(10 + 35 * heat)}%` } as CSSProperties}
  >
    {text}
    {more && <small>{more}</small>}
  </td>
)

function placeCell({ places }: DepartureRanking, index: number): Cell {
  const place = places[index] ?? null
  if (place === null) return { text: 'not ranked', isHatched: true }
  return { text: String(place), ...(places.filter((other) => other === place).length > 1 && { more: 'level' }) }
}

function etaCell({ etaMs, isBeforeAgreement }: MatrixRow, wantedMs: number | null): Cell {
  if (Number.isNaN(etaMs)) return { text: 'cannot be kept', state: 'limit' }
  const lateMs = wantedMs === null ? 0 : etaMs - wantedMs
  const late = lateMs >= 60_000 ? `${formatDuration(lateMs)} late` : ''
  const more = [late, isBeforeAgreement && 'before agreement'].filter(Boolean).join(', ')
  return { text: formatUtc(etaMs), ...(more && { more }), state: late ? 'caution' : undefined, heat: 0.3 }
}

const unknownHours: HoursBetween = { known: NaN, most: NaN }

/** Tenths only in a column that has any. */
const decimalsOf = (column: readonly HoursBetween[]): number =>
  column.every(({ known, most }) => [known, most].every((one) => /\.0$|^\D/.test(formatNumber(one, 1)))) ? 0 : 1

const dangerDecimals = (rows: readonly MatrixRow[]): number =>
  decimalsOf(rows.map(({ dangers }) => dangers?.hours ?? unknownHours))

/** `3 h`, `3–13 h`: the most where something is not known. */
function hoursBetween({ known, most }: HoursBetween, decimals: number): string {
  const [first, last] = [known, most].map((hours) => formatNumber(hours, decimals))
  return first === last ? `${first} h` : `${first}–${last} h`
}

/** Hours in danger zones as in the column of all rows, with the dangers that are left out. */
export const dangerText = ({ hours, leftOut }: DangerHours, rows: readonly MatrixRow[]): string =>
  [hoursBetween(hours, dangerDecimals(rows)), leftOut].filter(Boolean).join('; ')

function hoursCell(
  { known, most }: HoursBetween,
  state: 'limit' | 'caution',
  { columns }: MatrixRow,
  decimals: number,
): Cell {
  if (Number.isNaN(known)) return { text: MISSING }
  const whole = ((columns.timeMs.at(-1) ?? 0) - (columns.timeMs[0] ?? 0)) / 3_600_000
  return {
    text: hoursBetween({ known, most }, decimals),
    state: known > 0 ? state : undefined,
    heat: whole > 0 ? known / whole : 0,
    isHatched: most - known >= 0.05,
  }
}

function peakCell(peak: DeparturePeak | null, id: 'wave' | 'wind', pair: LimitPair | null, units: Units): Cell {
  if (!peak) return { text: 'not known', isHatched: true }
  const { value, timeMs, isPartial } = peak
  const state = pair && value >= pair.limit ? 'limit' : pair && value >= pair.caution ? 'caution' : undefined
  return {
    text: `${isPartial ? '≥ ' : ''}${shownText(layerUnit(layerById[id], units), value)}`,
    more: formatUtc(timeMs),
    state,
    heat: pair ? Math.min(1, Math.max(0, (value / pair.caution - 1) * 2)) : 0,
    isHatched: isPartial,
  }
}

function fuelCell({ fuel, moreFuelT, isPlanned }: MatrixRow): Cell {
  if (!fuel) return { text: MISSING }
  const more =
    isPlanned || moreFuelT === null ? '' : signedText({ unit: 't', decimals: 1, of: (tonnes) => tonnes }, moreFuelT)
  return { text: fuelText(fuel), ...(more && { more }), isHatched: fuel.unknownHours > 0 }
}

function unknownCell({ unknownShare, beyondShare }: MatrixRow): Cell {
  if (Number.isNaN(unknownShare)) return { text: MISSING }
  return {
    text: percent(unknownShare),
    ...(beyondShare > 0 && { more: `${percent(beyondShare)} beyond the forecast` }),
    isHatched: unknownShare > 0,
  }
}

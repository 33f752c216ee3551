import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { binEdges, screenValue, valueRange } from '#src/domain/metocean/layers/bins.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import {
  directionColumn,
  type Layer,
  type LayerId,
  layerLabel,
  magnitudeColumn,
} from '#src/domain/metocean/layers/layers.ts'
import type { FieldColumn } from '#src/domain/metocean/result.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatMoment, formatUtcNear } from '#src/domain/units/time-text.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './legend.module.css'
import { LegendScale } from './legend-scale.tsx'

/** Said where the voyage has been changed since, or the answer is of another one. */
export const OTHER_PLAN = 'Not for the plan as it is now'

interface LegendProps {
  answer: NamedAnswer
  layer: Layer
  otherPlan?: boolean
  /** The answers it is compared with in the charts; the map does not draw them. */
  compared?: readonly NamedAnswer[]
}

/** The limit that a layer's scale can carry. A current's is that of its adverse part. */
const limitOf: Readonly<Partial<Record<LayerId, LimitId>>> = {
  wind: 'wind',
  gust: 'gust',
  wave: 'wave',
  current: 'adverse-current',
}

/** What the colours on the map mean: scale with the limit on it, range on this route, valid time, source, and when it was asked. */
export function Legend({ answer, layer, otherPlan = false, compared = [] }: LegendProps) {
  const [open, setOpen] = useState(true)
  const limits = useLimits()
  const units = useUnits()
  const column = magnitudeColumn(layer, answer.columns)
  const edges = useMemo(() => (column ? binEdges(layer, column) : []), [layer, column])
  const range = useMemo(() => (column ? valueRange(layer, column) : null), [layer, column])
  if (!column) return null
  const label = layerLabel(layer, answer.columns)
  const convention = directionColumn(layer, answer.columns) && layer.convention
  const limitId = limitOf[layer.id]
  const { unit, decimals, of } = layerUnit(layer, units)
  const number = (value: number) => formatNumber(of(value), decimals)
  return (
    <section className={styles.legend} aria-label={`Legend: ${label}`}>
      <div className={styles.above}>
        {compared.length > 0 && (
          <div className={styles.tag} title={compared.map(({ name }) => name).join(', ')}>
            Map: {answer.name}, in the charts {compared.length} more
          </div>
        )}
        {otherPlan && (
          <div className={styles.tag} data-tone="warn">
            {OTHER_PLAN}
          </div>
        )}
      </div>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {label} <span className={styles.unit}>{convention ? `${unit}, ${convention}` : unit}</span>
        </h2>
        <span className={styles.range} title="Lowest and highest on this route">
          {range ? `${number(range.min)}–${number(range.max)}` : 'no values'}
          <span className="visually-hidden"> on this route</span>
        </span>
        <IconButton
          className={styles.fold}
          label={open ? 'Fold the legend' : 'Unfold the legend'}
          size="small"
          aria-expanded={open}
          icon={open ? <ChevronDown /> : <ChevronUp />}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && (
        <>
          <LegendScale
            layer={layer}
            edges={edges}
            range={range}
            limit={(limitId && limits[limitId]) ?? null}
            limitId={limitId ?? null}
            units={units}
            valueAt={(index) => screenValue(layer, column[index] ?? NaN)}
          />
          <Facts answer={answer} column={column} />
        </>
      )}
      {answer.synthetic && <div className={styles.synthetic}>{SYNTHETIC_LABEL}</div>}
    </section>
  )
}

function Facts({ answer, column }: Pick<LegendProps, 'answer'> & { column: FieldColumn }) {
  const valid = useMemo(() => validTimes(answer.columns.timeMs, column, answer.askedMs), [answer, column])
  return (
    <div className={styles.facts}>
      <div className={styles.line}>
        <span className={styles.key}>
          <span className={styles.hatch} aria-hidden="true" />
          no data
        </span>
        {answer.askedMs !== null && <span>asked {formatMoment(answer.askedMs)}</span>}
      </div>
      <div className={styles.line}>
        <span>valid</span>
        <span>{valid}</span>
      </div>
      {/* What is synthetic names its source by saying so. */}
      {!answer.synthetic && (
        <div className={styles.line}>
          <span>source</span>
          <span className={styles.source} title={answer.source}>
            {answer.source}
          </span>
        </div>
      )}
    </div>
  )
}

/** The times the colours on the map stand for: each sample has its own, and one without a value has no colour. */
function validTimes(timeMs: Float64Array, column: FieldColumn, askedMs: number | null): string {
  let first = Infinity
  let last = -Infinity
  for (const [index, time] of timeMs.entries()) {
    if (Number.isNaN(column[index])) continue
    if (time < first) first = time
    if (time > last) last = time
  }
  if (first > last) return 'no values'
  const text = (time: number) => formatUtcNear(time, askedMs ?? last)
  return first === last ? text(first) : `${text(first)} – ${text(last)}`
}

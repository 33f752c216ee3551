import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { binEdges, screenValue, valueRange } from '#src/domain/metocean/bins.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/contract.ts'
import { directionColumn, type Layer, layerLabel, magnitudeColumn } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatMoment, formatUtcNear } from '#src/domain/units/time-text.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import styles from './legend.module.css'
import { LegendScale } from './legend-scale.tsx'

/** Said where the voyage has been changed since, or the answer is of another one. */
export const OTHER_PLAN = 'Not for the plan as it is now'

/** What the colours on the map mean: scale, range on this route, valid time, source, and when it was asked. */
export function Legend({ answer, layer, otherPlan = false }: { answer: Answer; layer: Layer; otherPlan?: boolean }) {
  const [open, setOpen] = useState(true)
  const column = magnitudeColumn(layer, answer.columns)
  const edges = useMemo(() => (column ? binEdges(layer, column) : []), [layer, column])
  const range = useMemo(() => (column ? valueRange(layer, column) : null), [layer, column])
  if (!column) return null
  const label = layerLabel(layer, answer.columns)
  const direction = directionColumn(layer, answer.columns) && layer.convention
  const number = (value: number) => formatNumber(value, layer.decimals)
  return (
    <section className={styles.legend} aria-label={`Legend: ${label}`}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {label} <span className={styles.unit}>{layer.unit}</span>
        </h2>
        {direction && <span className={styles.note}>dir. {direction}</span>}
        <IconButton label={open ? 'Fold the legend' : 'Unfold the legend'} size="small" aria-expanded={open} icon={open ? <ChevronDown /> : <ChevronUp />} onClick={() => setOpen(!open)} />
      </div>
      {open && (
        <>
          <LegendScale layer={layer} edges={edges} valueAt={(index) => screenValue(layer, column[index] ?? NaN)} />
          <div className={styles.line}>
            <span className={styles.key}>
              <span className={styles.hatch} aria-hidden="true" />
              no data
            </span>
            <span>{range ? `${number(range.min)}–${number(range.max)} ${layer.unit} on this route` : 'no values on this route'}</span>
          </div>
          <div className={styles.line}>
            <span>valid</span>
            <span>{validTimes(answer.columns.timeMs, answer.askedMs)}</span>
          </div>
          <div className={styles.line}>
            <span>{sourceName(answer.source)}</span>
            {answer.askedMs !== null && <span>asked at {formatMoment(answer.askedMs)}</span>}
          </div>
        </>
      )}
      {otherPlan && <div className={styles.otherPlan}>{OTHER_PLAN}</div>}
      {answer.synthetic && <div className={styles.synthetic}>{SYNTHETIC_LABEL}</div>}
    </section>
  )
}

/** The source without the warning it may carry in brackets: that has its own, louder line. */
const sourceName = (source: string) => source.replace(/ \([^)]*not for navigation[^)]*\)$/i, '')

/** The times the colours on the map stand for; each sample has its own. */
function validTimes(timeMs: Float64Array, askedMs: number | null): string {
  let first = Infinity
  let last = -Infinity
  for (const time of timeMs) {
    if (time < first) first = time
    if (time > last) last = time
  }
  const text = (time: number) => formatUtcNear(time, askedMs ?? last)
  return first === last ? text(first) : `${text(first)} – ${text(last)}`
}

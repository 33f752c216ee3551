import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { binEdges, binOf, screenValue, valueRange } from '#src/domain/metocean/layers/bins.ts'
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
import { formatUtc, formatUtcNear } from '#src/domain/units/time-text.ts'
import { type LimitId, type LimitPair } from '#src/domain/limits/limits.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './legend.module.css'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { limitText } from '#src/domain/limits/limit-words.ts'
import { useCursor } from '#src/state/view.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'

interface LegendProps {
  answer: NamedAnswer
  layer: Layer
  /** Says that the answer is not for the current plan; null: it is. */
  mismatch?: string | null
  /** The answers it is compared with in the charts; the map does not draw them. */
  compared?: readonly NamedAnswer[]
}

/** The limit that a layer's scale can show. A current's applies to its adverse part. */
const limitOf: Readonly<Partial<Record<LayerId, LimitId>>> = {
  wind: 'wind',
  gust: 'gust',
  wave: 'wave',
  swell: 'swell',
  current: 'adverse-current',
}

/** What the map's colours mean: scale with limit, range on this route, valid time, source, and when it was asked. */
export function Legend({ answer, layer, mismatch = null, compared = [] }: LegendProps) {
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
      <div className={styles.above} data-over-map="">
        {compared.length > 0 && (
          <div className={styles.tag} title={compared.map(({ name }) => name).join(', ')}>
            Map: {answer.name}; {compared.length} more in the charts
          </div>
        )}
        {mismatch && (
          <div className={styles.tag} data-tone="warn">
            {mismatch}
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
          label={open ? 'Collapse the legend' : 'Expand the legend'}
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
        {answer.askedMs !== null && <span>asked {formatUtc(answer.askedMs)}</span>}
      </div>
      <div className={styles.line}>
        <span>valid</span>
        <span className={styles.valid}>{valid}</span>
      </div>
      {/* Synthetic data name their source by saying so. */}
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

/** The times the map's colours stand for: each sample has its own, and one without a value has no colour. */
function validTimes(timeMs: Float64Array, column: FieldColumn, askedMs: number | null): string {
  let first = Infinity
  let last = -Infinity
  for (const [index, time] of timeMs.entries()) {
    if (Number.isNaN(column[index])) continue
    if (time < first) first = time
    if (time > last) last = time
  }
  if (first > last) return 'no values'
  const from = formatUtcNear(first, askedMs ?? last)
  // Another year is named once.
  return first === last ? from : `${from} – ${formatUtcNear(last, first)}`
}

const WIDTH_PX = 222
const HEIGHT_PX = 26
const TOP_PX = 7
const THICK_PX = 8

interface LegendScaleProps {
  layer: Layer
  edges: readonly number[]
  /** Lowest and highest value on this route, the layer's unit; null: there is none. */
  range: { readonly min: number; readonly max: number } | null
  /** Where the operator's limit is on it; null: none is watched. */
  limit: LimitPair | null
  /** Which limit it is; a current's applies to its adverse part alone. */
  limitId: LimitId | null
  /** The units of the labels; places on the scale are the same in all of them. */
  units: Units
  /** The value at a sample in the layer's unit, NaN where there is none. */
  valueAt: (index: number) => number
}

/** A swatch for each bin with the edges, the range of this route and the limit; above them a pointer at the cursor's value. */
function LegendScale({ layer, edges, range, limit, limitId, units, valueAt }: LegendScaleProps) {
  const colors = rampColors(layer.ramp, useThemeName())
  const { unit, of } = layerUnit(layer, units)
  const swatchPx = WIDTH_PX / colors.length
  const labels = edges.map((edge) => (unit === layer.unit ? edgeLabel(edge) : shortLabel(of(edge))))
  const limitWords = limit && limitId && wordsOf(limitId, limit, units)
  // Long labels are written at every second edge, so that none runs into its neighbour.
  const every = labels.some((label, index) => label.length > 4 || label.length + (labels[index + 1]?.length ?? 0) > 7)
    ? 2
    : 1
  const name = `Edges of the ${colors.length} colours: ${labels.join(', ')} ${unit}${limitWords ? `; ${limitWords}` : ''}`
  return (
    <svg className={styles.scale} width={WIDTH_PX} height={HEIGHT_PX} role="img" aria-label={name}>
      {colors.map((color, bin) => (
        <rect key={color} x={bin * swatchPx} y={TOP_PX} width={swatchPx} height={THICK_PX} fill={color} />
      ))}
      <rect className={styles.frame} x={0.5} y={TOP_PX + 0.5} width={WIDTH_PX - 1} height={THICK_PX - 1} />
      {labels.map((label, index) =>
        every === 2 && index % 2 === 0 ? null : (
          <text key={label} x={(index + 1) * swatchPx} y={HEIGHT_PX - 2}>
            {label}
          </text>
        ),
      )}
      <Range range={range} edges={edges} />
      {limit && limitWords && <LimitMarks limit={limit} edges={edges} words={limitWords} />}
      <Pointer edges={edges} valueAt={valueAt} />
    </svg>
  )
}

/** From the lowest to the highest value on this route. */
function Range({ range, edges }: Required<Pick<LegendScaleProps, 'range' | 'edges'>>) {
  if (!range) return null
  const place = (value: number) => Math.round(scalePlace(value, edges) * WIDTH_PX)
  const [from, to] = [place(range.min), place(range.max)]
  return <path className={styles.span} d={`M${from} ${TOP_PX - 1}h${Math.max(2, to - from)}`} />
}

/** Caution as a short mark, the limit as a long one with a foot. */
function LimitMarks({ limit, edges, words }: { limit: LimitPair; edges: readonly number[]; words: string }) {
  const [caution, over] = [limit.caution, limit.limit].map((value) => Math.round(scalePlace(value, edges) * WIDTH_PX))
  return (
    <g>
      <title>{words}</title>
      <path className={styles.rim} d={`M${caution} ${TOP_PX}v${THICK_PX}M${over} ${TOP_PX - 2}v${THICK_PX + 4}`} />
      <path className={styles.caution} d={`M${caution} ${TOP_PX}v${THICK_PX}`} />
      <path className={styles.limit} d={`M${over} ${TOP_PX - 2}v${THICK_PX + 3}m-3 0h6`} />
    </g>
  )
}

function Pointer({ edges, valueAt }: Pick<LegendScaleProps, 'edges' | 'valueAt'>) {
  const cursor = useCursor()
  const value = cursor === null ? NaN : valueAt(cursor)
  if (Number.isNaN(value)) return null
  const x = scalePlace(value, edges) * WIDTH_PX
  return <path className={styles.pointer} d={`M${x - 4.5} 0h9l-4.5 6.5z`} />
}

/** A value's place on the scale, 0 to 1: all bins are equally wide, and inside one it runs from edge to edge. */
export function scalePlace(value: number, edges: readonly number[]): number {
  const bin = binOf(value, edges)
  const low = edges[bin - 1]
  const high = edges[bin]
  // The outer bins are open: there the pointer is in the middle.
  const inside = low === undefined || high === undefined ? 0.5 : (value - low) / (high - low)
  return (bin + inside) / (edges.length + 1)
}

function wordsOf(limitId: LimitId, { caution, limit }: LimitPair, units: Units): string {
  return `your limit ${limitText(limitId, limit, units)}${limitId === 'adverse-current' ? ' adverse' : ''}, caution from ${limitText(limitId, caution, units)}`
}

/** An edge that is not round in this unit: one decimal, or none if it would not fit under its swatch. */
const shortLabel = (edge: number): string => formatNumber(edge, edge >= 100 ? 0 : 1)

/** As few decimals as the edge needs, at most two. */
const edgeLabel = (edge: number): string =>
  formatNumber(edge, [0, 1].find((digits) => Math.abs(edge - Number(edge.toFixed(digits))) < 1e-6) ?? 2)

import { useCursor } from '#src/state/view.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './charts.module.css'
import { valueAtPlace } from '../lanes/compared-lanes.ts'
import type { LaneBound } from '../lanes/lane-bounds.ts'
import { type ComparedLane, strokes } from '../lanes/lane-frame.ts'
import { type Lane, laneNumber, type LaneSeries } from '../lanes/lanes.ts'
import { lanePalette } from '../legend/palette.ts'

/** A piece of the line a value belongs to. */
function Key({ color, width, dash }: { color: string; width: number; dash?: readonly number[] | undefined }) {
  return (
    <svg className={styles.key} width="16" height="8" aria-hidden="true">
      <line x1="0" x2="16" y1="4" y2="4" stroke={color} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
    </svg>
  )
}

interface LaneFactsProps {
  lane: Lane
  bounds: readonly LaneBound[]
  others: readonly ComparedLane[]
  /** The place on the axis of a sample. */
  x: Float64Array
}

/** What a lane is called, its lines, and their values at the cursor; without one, the range over the route. */
export function LaneFacts({ lane, bounds, others, x }: LaneFactsProps) {
  const cursor = useCursor()
  const palette = lanePalette(lane.ramp, useThemeName())
  const [main, ...rest] = lane.series
  const index = cursor !== null && cursor < main.values.length ? cursor : null
  const color = ({ stroke }: LaneSeries) => (stroke === 'right' ? palette.text2 : palette.line)
  // Where the lane has no value, the reason has the room of what is missing with it.
  const nothing = index !== null && Number.isNaN(main.values[index]!)
  const state = index === null ? undefined : bounds.find(({ series }) => series === 0)?.stateAt(index)
  return (
    <div className={styles.facts}>
      <div className={styles.main}>
        <Key color={color(main)} width={2.5} />
        <h3 className={styles.name} title={lane.label}>
          {lane.label}
        </h3>
        <span className={styles.unit}>{lane.unit}</span>
        <span className={styles.value} data-state={state}>
          {index === null
            ? main.summary && `max ${laneNumber(lane, main.summary.max)}`
            : laneNumber(lane, main.values[index])}
        </span>
      </div>
      <div className={styles.more}>
        <LaneDetail lane={lane} index={index} />
        {others.map((other) => (
          <span key={other.name} className={styles.other} title={other.name}>
            <Key color={palette.text} width={1.5} dash={other.dash} />
            {shortName(other.name)}
            {other.synthetic && ' synthetic'}
            {index !== null && <b>{laneNumber(lane, valueAtPlace(other, x[index]!))}</b>}
          </span>
        ))}
        {rest
          .filter(({ values }) => !nothing || !Number.isNaN(values[index]!))
          .map((series) => (
            <span key={series.label} className={styles.other}>
              <Key color={color(series)} width={1.25} dash={strokes[series.stroke].dash} />
              {series.label}
              {index !== null && <b>{seriesText(lane, series, index)}</b>}
            </span>
          ))}
      </div>
    </div>
  )
}

/** The beginning tells the route, the end when it was asked for. */
function shortName(name: string): string {
  const short = name.replace(' · asked ', ' ')
  return short.length > 20 ? `${short.slice(0, 10).trimEnd()}… ${/[^ ]+$/.exec(short)?.[0].slice(-9) ?? ''}` : short
}

/** What belongs to the axis on the right has its own unit. */
function seriesText(lane: Lane, series: LaneSeries, index: number): string {
  const value = series.values[index]
  return series.stroke === 'right' ? `${laneNumber({ decimals: 1, signed: false }, value)} s` : laneNumber(lane, value)
}

/** What else is known at the cursor; why nothing is; without a cursor, the range over the route. */
function LaneDetail({ lane, index }: { lane: Lane; index: number | null }) {
  const words = detailWords(lane, index)
  return words ? (
    <div className={styles.detail} title={words}>
      {words}
    </div>
  ) : null
}

function detailWords(lane: Lane, index: number | null): string {
  const [{ values, summary }] = lane.series
  if (index === null)
    return summary ? `min ${laneNumber(lane, summary.min)} · mean ${laneNumber(lane, summary.mean)}` : 'no values'
  return Number.isNaN(values[index]!) ? lane.gapWords(index) : lane.detail(index)
}

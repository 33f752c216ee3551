import { useMemo } from 'react'
import { summarise } from '#src/domain/metocean/column-summary.ts'
import { useCursor } from '#src/state/view.ts'
import { useThemeName } from '#src/ui/use-theme-name.ts'
import styles from './charts.module.css'
import { LanePlot } from './lane-plot.tsx'
import { type Lane, laneNumber, type LaneSeries, type Stroke } from './lanes.ts'
import { lanePalette } from './palette.ts'
import type { XScale } from './x-scale.ts'

const dashes: Readonly<Record<Stroke, string | undefined>> = { main: undefined, dashed: '5 3', thin: undefined, dotted: '1.5 2.5' }

function Key({ stroke, color }: { stroke: Stroke; color: string }) {
  return (
    <svg className={styles.key} width="16" height="8" aria-hidden="true">
      <line x1="0" x2="16" y1="4" y2="4" stroke={color} strokeWidth={stroke === 'main' ? 2.5 : 1.25} strokeDasharray={dashes[stroke]} />
    </svg>
  )
}

/** One lane: its name and its values at the cursor on the left, its drawing on the right. */
export function LaneRow({ lane, x }: { lane: Lane; x: XScale }) {
  const color = lanePalette(lane.ramp, useThemeName()).line
  return (
    <div className={styles.lane}>
      <LaneFacts lane={lane} color={color} />
      <LanePlot lane={lane} x={x} />
    </div>
  )
}

function LaneFacts({ lane, color }: { lane: Lane; color: string }) {
  const cursor = useCursor()
  const index = cursor !== null && cursor < lane.series[0].values.length ? cursor : null
  const [main, ...others] = lane.series
  const summary = useMemo(() => summarise(main.values), [main])
  const value = (series: LaneSeries) => laneNumber(lane, index === null ? undefined : series.values[index])
  return (
    <div className={styles.facts}>
      <div className={styles.main}>
        <Key stroke={main.stroke} color={color} />
        <h3 className={styles.name}>{lane.label}</h3>
        <span className={styles.unit}>{lane.unit}</span>
        <span className={styles.value}>{index === null ? summary && `max ${laneNumber(lane, summary.max)}` : value(main)}</span>
      </div>
      <div className={styles.more}>
        {others.map((series) => (
          <span key={series.label} className={styles.other}>
            <Key stroke={series.stroke} color={color} />
            {series.label}
            {index !== null && <b>{value(series)}</b>}
          </span>
        ))}
        <LaneDetail lane={lane} index={index} summary={summary} />
      </div>
    </div>
  )
}

/** What else is known at the cursor; why nothing is; without a cursor, the range over the route. */
function LaneDetail({ lane, index, summary }: { lane: Lane; index: number | null; summary: ReturnType<typeof summarise> }) {
  const words = detailWords(lane, index, summary)
  return words ? (
    <div className={styles.detail} title={words}>
      {words}
    </div>
  ) : null
}

function detailWords(lane: Lane, index: number | null, summary: ReturnType<typeof summarise>): string {
  if (index === null) return summary ? `min ${laneNumber(lane, summary.min)} · mean ${laneNumber(lane, summary.mean)}` : 'no values'
  const gap = lane.gaps.find(({ from, to }) => from <= index && index <= to)
  return gap ? gap.words : lane.detail(index)
}

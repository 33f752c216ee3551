import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef } from 'react'
import { CHART_HEIGHT, PLAN_WIDTH, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useChartsStanding } from '#src/state/view.ts'
import { Splitter } from '#src/ui/form/splitter.tsx'
import { hasSheet, useMedia, type ScreenSize, useScreenSize } from '#src/ui/page/use-media.ts'
import styles from './layout.module.css'
import { SheetHead } from './sheet-head.tsx'
import { sheetHeights } from './sheet-snap.ts'
import { SkipLinks } from './skip-links.tsx'
import type { TaskCounts } from './bars/tasks-badges.tsx'
import { TasksRail } from './bars/tasks-rail.tsx'
import { useTasksPanel } from './use-tasks-panel.ts'
import { ChevronUp } from 'lucide-react'
import { Button } from '#src/ui/form/button.tsx'

interface LayoutProps extends TaskCounts {
  top: ReactNode
  /** Notices for the whole page; the regions make room for them, so that they cover nothing. */
  notices: ReactNode
  plan: ReactNode
  map: ReactNode
  tasks: ReactNode
  charts: ReactNode
  /** Without an answer the charts take one line, and the map has the room. */
  chartsIdle: boolean
  status: ReactNode
}

/** The regions of the screen and their edges; the app fills them. A region stays mounted at any screen size. */
export function Layout({ top, notices, plan, map, tasks, charts, chartsIdle, status, ...counts }: LayoutProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { size, planWidthPx, chartHeightPx, addedPx, chartsFolded, halfShare } = useLayoutSizes(chartsIdle)
  const sheetPlace = usePreference('sheetPlace')
  const sheetSnap = usePreference('sheetSnap')
  const { preferenceChosen } = usePreferenceActions()
  const sheet = hasSheet(size)
  const sizes = { '--plan-width': `${planWidthPx}px`, '--chart-height': `${chartHeightPx}px` } as CSSProperties
  const resizable = !sheet && !chartsIdle && !chartsFolded
  return (
    <div
      ref={frame}
      className={styles.layout}
      style={sizes}
      data-size={size}
      data-sheet={sheet ? sheetSnap : undefined}
      data-place={sheet ? sheetPlace : undefined}
    >
      <SkipLinks />
      <div className={styles.top}>{top}</div>
      <section className={styles.notices} aria-label="Notices">
        {notices}
      </section>
      {sheet && (
        <nav className={styles.sheetHead} aria-label="Panels">
          <SheetHead
            frame={frame}
            heights={({ clientHeight }) => sheetHeights(clientHeight, halfShare)}
            {...counts}
            answered={!chartsIdle}
          />
        </nav>
      )}
      <section id="plan" className={styles.plan} aria-label="Plan" tabIndex={-1}>
        {plan}
        {!sheet && (
          <div className={styles.planEdge}>
            <Splitter
              label="Width of the plan"
              orientation="vertical"
              direction={1}
              valuePx={planWidthPx}
              minPx={PLAN_WIDTH.min}
              maxPx={PLAN_WIDTH.max}
              onChange={(px) => preferenceChosen({ planWidthPx: px })}
              onReset={() => preferenceChosen({ planWidthPx: null })}
            />
          </div>
        )}
      </section>
      <main id="map" className={styles.map} tabIndex={-1}>
        {map}
      </main>
      <section id="charts" className={styles.charts} aria-label="Results" tabIndex={-1}>
        {resizable && (
          <div className={styles.chartEdge}>
            <Splitter
              label="Height of the charts"
              orientation="horizontal"
              direction={-1}
              valuePx={chartHeightPx}
              minPx={CHART_HEIGHT.min + addedPx}
              maxPx={CHART_HEIGHT.max + addedPx}
              onChange={(px) => preferenceChosen({ chartHeightPx: px - addedPx })}
              onReset={() => preferenceChosen({ chartHeightPx: null })}
            />
          </div>
        )}
        {chartsFolded && <FoldedCharts onUnfold={() => preferenceChosen({ chartsFolded: false })} />}
        <div className={styles.chartsBody} hidden={chartsFolded}>
          {charts}
        </div>
      </section>
      <TasksRegion size={size} {...counts}>
        {tasks}
      </TasksRegion>
      {!sheet && <footer className={styles.status}>{status}</footer>}
    </div>
  )
}

/** Docked, behind a rail, or a tab of the sheet. Escape closes what lies over the map and returns focus to the rail. */
function TasksRegion({ size, children, ...counts }: TaskCounts & { size: string; children: ReactNode }) {
  const { open, toggled } = useTasksPanel()
  const rail = useRef<HTMLButtonElement>(null)
  const drawer = size === 'desk'
  const onKeyDown = (event: KeyboardEvent) => {
    if (!drawer || !open || event.key !== 'Escape' || event.defaultPrevented) return
    toggled()
    rail.current?.focus()
  }
  return (
    // Keys belong to the content; only Escape is handled here, and the rail's own button does the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      id="tasks"
      className={styles.tasks}
      aria-label="Tasks"
      tabIndex={-1}
      data-open={open || undefined}
      data-over-map="edge"
      onKeyDown={onKeyDown}
    >
      {drawer && <TasksRail ref={rail} open={open} {...counts} onToggle={toggled} />}
      <div id="tasks-panel" className={styles.tasksPanel}>
        {children}
      </div>
    </aside>
  )
}

interface LayoutSizes {
  size: ScreenSize
  planWidthPx: number
  /** With what more lanes and ribbons than usual add to it. */
  chartHeightPx: number
  addedPx: number
  chartsFolded: boolean
  /** The share of the window that the sheet takes at its middle snap point. */
  halfShare: number
}

const IDLE_PX = 56
const FOLDED_PX = 32
/** So many have their room in the usual height, beside an open lane. */
const USUAL_RIBBONS = 5
const RIBBON_PX = 22

/** The sizes of the panels: the operator's choice, else what suits the screen. */
function useLayoutSizes(chartsIdle: boolean): LayoutSizes {
  const size = useScreenSize()
  const high = useMedia('(min-height: 800px)')
  const planWidthPx = usePreference('planWidthPx')
  const chartHeightPx = usePreference('chartHeightPx')
  const folded = usePreference('chartsFolded') && !chartsIdle && !hasSheet(size)
  const roomy = size === 'wide' && high
  const { lanes, ribbons } = useChartsStanding()
  const addedPx = (lanes > 1 ? (roomy ? 132 : 104) : 0) + Math.max(0, ribbons - USUAL_RIBBONS) * RIBBON_PX
  const openPx = (chartHeightPx ?? (roomy ? 320 : 272)) + addedPx
  return {
    size,
    planWidthPx: planWidthPx ?? (size === 'wide' ? 360 : 320),
    chartHeightPx: chartsIdle ? IDLE_PX : folded ? FOLDED_PX : openPx,
    addedPx,
    chartsFolded: folded,
    halfShare: size === 'phone' ? 0.5 : 0.45,
  }
}

/** The line that replaces the folded charts. */
function FoldedCharts({ onUnfold }: { onUnfold: () => void }) {
  return (
    <div className={styles.folded}>
      <Button size="small" tone="quiet" icon={<ChevronUp aria-hidden="true" />} onClick={onUnfold}>
        Show results
      </Button>
    </div>
  )
}

import type { CSSProperties, ReactNode } from 'react'
import { CHART_HEIGHT, PLAN_WIDTH, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Splitter } from '#src/ui/splitter.tsx'
import styles from './layout.module.css'
import { useTasksPanel } from './use-tasks-panel.ts'

interface LayoutProps {
  top: ReactNode
  /** Sentences that concern the whole page; the regions make room for them, so that they cover nothing. */
  notices: ReactNode
  plan: ReactNode
  map: ReactNode
  tasks: ReactNode
  charts: ReactNode
  /** Without an answer the charts are one line high and the map has the room. */
  chartsIdle: boolean
  status: ReactNode
}

const CHARTS_IDLE_PX = 56

/** The regions of the screen and their edges; what is in them is the app's. Sizes survive a reload. */
export function Layout({ top, notices, plan, map, tasks, charts, chartsIdle, status }: LayoutProps) {
  const planWidthPx = usePreference('planWidthPx')
  const chartHeightPx = usePreference('chartHeightPx')
  const { open: tasksOpen } = useTasksPanel()
  const { preferenceChosen } = usePreferenceActions()
  const sizes = { '--plan-width': `${planWidthPx}px`, '--chart-height': `${chartsIdle ? CHARTS_IDLE_PX : chartHeightPx}px` } as CSSProperties
  return (
    <div className={styles.layout} style={sizes} data-tasks={tasksOpen ? 'open' : 'closed'}>
      <nav className={styles.skip} aria-label="Skip to">
        <a href="#plan">Plan</a>
        <a href="#map">Map</a>
        <a href="#charts">Charts</a>
        <a href="#tasks">Tasks</a>
      </nav>
      <div className={styles.top}>{top}</div>
      <div className={styles.notices}>{notices}</div>
      <section id="plan" className={styles.plan} aria-label="Plan" tabIndex={-1}>
        {plan}
        <div className={styles.planEdge}>
          <Splitter label="Width of the plan" orientation="vertical" direction={1} valuePx={planWidthPx} minPx={PLAN_WIDTH.min} maxPx={PLAN_WIDTH.max} onChange={(px) => preferenceChosen({ planWidthPx: px })} />
        </div>
      </section>
      <main id="map" className={styles.map} tabIndex={-1}>
        {map}
      </main>
      <section id="charts" className={styles.charts} aria-label="Results" tabIndex={-1}>
        {!chartsIdle && (
          <div className={styles.chartEdge}>
            <Splitter label="Height of the charts" orientation="horizontal" direction={-1} valuePx={chartHeightPx} minPx={CHART_HEIGHT.min} maxPx={CHART_HEIGHT.max} onChange={(px) => preferenceChosen({ chartHeightPx: px })} />
          </div>
        )}
        {charts}
      </section>
      <aside id="tasks" className={styles.tasks} aria-label="Tasks" tabIndex={-1}>
        {tasks}
      </aside>
      <footer className={styles.status}>{status}</footer>
    </div>
  )
}

import { Activity, ChevronLeft, ChevronRight } from 'lucide-react'
import type { Ref } from 'react'
import { type TaskCounts, TasksBadges } from './tasks-badges.tsx'
import styles from './tasks-rail.module.css'

interface TasksRailProps extends TaskCounts {
  ref: Ref<HTMLButtonElement>
  open: boolean
  onToggle: () => void
}

/** Where the tasks have no room: one button along the edge of the screen opens them over the map. */
export function TasksRail({ ref, open, onToggle, ...counts }: TasksRailProps) {
  const Chevron = open ? ChevronRight : ChevronLeft
  return (
    <button
      ref={ref}
      type="button"
      className={styles.rail}
      aria-expanded={open}
      aria-controls="tasks-panel"
      onClick={onToggle}
    >
      <Chevron aria-hidden="true" />
      <Activity aria-hidden="true" />
      <span className={styles.word}>Tasks</span>
      <TasksBadges {...counts} />
    </button>
  )
}

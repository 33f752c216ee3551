import { Activity, ChartNoAxesCombined, ChevronDown, ChevronUp, CloudDownload, Waypoints } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { RouteTabLabel } from '#src/features/route/checks/route-checks.tsx'
import { type Destination, type SheetSnap, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Tab, TabList } from '#src/ui/overlay/tab-list.tsx'
import styles from './sheet-head.module.css'
import { snapAt } from './sheet-snap.ts'
import { type TaskCounts, TasksBadges } from './bars/tasks-badges.tsx'
import { useSheetDrag } from './use-sheet-drag.ts'

const regionOf: Record<Destination, string> = { route: 'plan', request: 'plan', results: 'charts', tasks: 'tasks' }

interface SheetHeadProps extends TaskCounts {
  frame: RefObject<HTMLElement | null>
  /** Height of each snap point in the frame, px. */
  heights: (frame: HTMLElement) => Readonly<Record<SheetSnap, number>>
  /** There is an answer to look at. */
  answered: boolean
}

/** The top of the sheet: a grip to drag, the places as tabs, and buttons that do what dragging does. */
export function SheetHead({ frame, heights, answered, ...counts }: SheetHeadProps) {
  const snap = usePreference('sheetSnap')
  const { preferenceChosen } = usePreferenceActions()
  const snapTo = (sheetSnap: SheetSnap) => preferenceChosen({ sheetSnap })
  const grip = useSheetDrag({
    frame,
    heights,
    snap,
    onSnap: snapTo,
    onTap: () => snapTo(snap === 'half' ? 'tall' : 'half'),
  })
  return (
    <div className={styles.head}>
      <div className={styles.grip} aria-hidden="true" {...grip} />
      <div className={styles.bar}>
        <TabList label="Sheet" className={styles.tabs}>
          <PlaceTab place="route" icon={<Waypoints aria-hidden="true" />}>
            <RouteTabLabel />
          </PlaceTab>
          <PlaceTab place="request" icon={<CloudDownload aria-hidden="true" />}>
            Request
          </PlaceTab>
          <PlaceTab place="results" icon={<ChartNoAxesCombined aria-hidden="true" />}>
            Results
            {answered && <span className={styles.mark} title="An answer is shown" />}
          </PlaceTab>
          <PlaceTab place="tasks" icon={<Activity aria-hidden="true" />}>
            Tasks{' '}
            <span className={styles.counts}>
              <TasksBadges {...counts} />
            </span>
          </PlaceTab>
        </TabList>
        <IconButton
          label="Sheet up"
          icon={<ChevronUp />}
          aria-disabled={snap === 'tall'}
          onClick={() => snapTo(snapAt(snap, 1))}
        />
        <IconButton
          label="Sheet down"
          icon={<ChevronDown />}
          aria-disabled={snap === 'low'}
          onClick={() => snapTo(snapAt(snap, -1))}
        />
      </div>
    </div>
  )
}

/** A click also raises a lowered sheet, which choosing the current tab would not do. */
function PlaceTab({ place, icon, children }: { place: Destination; icon: ReactNode; children: ReactNode }) {
  const selected = usePreference('sheetPlace') === place
  const { placeShown } = usePreferenceActions()
  return (
    <Tab className={styles.tab} selected={selected} controls={regionOf[place]} onClick={() => placeShown(place)}>
      {icon}
      <span className={styles.label}>{children}</span>
    </Tab>
  )
}

import styles from '../route-panel.module.css'
import { RouteChecks } from '../checks/route-checks.tsx'
import { UndoToast } from '../undo-toast.tsx'
import { useRouteChecks } from '../checks/use-route-checks.ts'
import { WaypointTable } from './waypoint-table.tsx'

/** The table of the waypoints with what belongs under it. */
export function WaypointList() {
  const checks = useRouteChecks()
  return (
    <>
      <div className={styles.list}>
        <WaypointTable checks={checks} />
      </div>
      <UndoToast />
      <RouteChecks checks={checks} />
    </>
  )
}

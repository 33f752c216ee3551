import styles from '../route-panel.module.css'
import { RouteChecks, useRouteChecks } from '../checks/route-checks.tsx'
import { UndoToast } from '../undo-toast.tsx'
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

import styles from './checks/route-checks.module.css'
import { countOfConcern, useRouteChecks } from './checks/use-route-checks.ts'

/** `Route`, and how many of its checks want to be looked at. */
export function RouteTabLabel() {
  const checks = useRouteChecks()
  const count = countOfConcern(checks)
  return (
    <>
      Route
      {count > 0 && (
        <span className={styles.count} data-tone={checks[0]!.tone}>
          {count}
          <span className="visually-hidden"> to check</span>
        </span>
      )}
    </>
  )
}

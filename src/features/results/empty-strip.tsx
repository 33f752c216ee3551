import { ChartNoAxesCombined } from 'lucide-react'
import styles from './empty-strip.module.css'

/** What will be here once there is an answer. */
export function EmptyStrip() {
  return (
    <div className={styles.empty}>
      <ChartNoAxesCombined aria-hidden="true" className={styles.icon} />
      <div>
        <h2 className={styles.title}>No weather along the route yet</h2>
        <p className={styles.text}>Wind, waves, current, temperature and depth appear here over distance or time, and in a table, once a request is answered.</p>
      </div>
    </div>
  )
}

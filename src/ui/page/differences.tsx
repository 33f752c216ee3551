import type { Difference } from '#src/domain/library/two-versions.ts'
import styles from './differences.module.css'

interface DifferencesProps {
  rows: readonly Difference[]
  /** Heads of the two columns. */
  yours: string
  theirs: string
}

/** What two versions say differently, side by side. */
export const Differences = ({ rows, yours, theirs }: DifferencesProps) => (
  <table className={styles.differences}>
    <caption className="visually-hidden">What differs between the two versions</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">{yours}</th>
        <th scope="col">{theirs}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ what, yours: mine, theirs: other, detail }) => (
        <tr key={what}>
          <th scope="row">
            {what}
            {detail && <small>{detail}</small>}
          </th>
          <td>{mine}</td>
          <td>{other}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

import type { Difference } from '#src/domain/library/two-versions.ts'
import styles from './differences-table.module.css'

interface DifferencesTableProps {
  rows: readonly Difference[]
  /** Heads of the two columns. */
  yours: string
  theirs: string
}

/** What two versions say differently, side by side; what it is about stands above, for a narrow panel. */
export const DifferencesTable = ({ rows, yours, theirs }: DifferencesTableProps) => (
  <table className={styles.differences}>
    <caption className="visually-hidden">What differs between the two versions</caption>
    <thead>
      <tr>
        <th scope="col">{yours}</th>
        <th scope="col">{theirs}</th>
      </tr>
    </thead>
    {rows.map(({ what, yours: mine, theirs: other, detail }) => (
      <tbody key={`${what} ${mine} ${other}`}>
        <tr>
          <th scope="rowgroup" colSpan={2}>
            {what}
            {detail && <small> {detail}</small>}
          </th>
        </tr>
        <tr>
          <td>{mine}</td>
          <td>{other}</td>
        </tr>
      </tbody>
    ))}
  </table>
)

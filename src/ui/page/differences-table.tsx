import type { Difference } from '#src/domain/library/two-versions.ts'
import styles from './differences-table.module.css'

/** What two versions say differently, side by side. @param props.theirs heads the column of the other one */
export function DifferencesTable({ rows, theirs }: { rows: readonly Difference[]; theirs: string }) {
  return (
    <table className={styles.differences}>
      <caption className="visually-hidden">What differs between the two versions</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Yours</th>
          <th scope="col">{theirs}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ what, yours, theirs: other, detail }) => (
          <tr key={what}>
            <th scope="row">
              {what}
              {detail && <small>{detail}</small>}
            </th>
            <td>{yours}</td>
            <td>{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

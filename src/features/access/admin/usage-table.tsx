import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { adminQueries } from '#src/data/admin.ts'
import { type UsageBy, usageLines, usageSum } from '#src/domain/report/usage-report.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { SelectField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { AdminSection } from './admin-section.tsx'
import styles from './admin.module.css'

const ways: readonly { value: UsageBy; label: string }[] = [
  { value: 'person', label: 'By user' },
  { value: 'day', label: 'By day' },
  { value: 'month', label: 'By month' },
]
const spans = { 1: 'Today', 31: 'Last 31 days', 366: 'Last 12 months' } as const

const dayText = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 10)

/** Points × variables asked for: the measure the daily caps go by. */
export function UsageTable() {
  const [by, setBy] = useState<UsageBy>('person')
  const [days, setDays] = useState(31)
  const [nowMs] = useState(Date.now)
  const { data, error } = useQuery(adminQueries.usage(dayText(nowMs - (days - 1) * DAY_MS), dayText(nowMs)))
  const lines = usageLines(data?.days ?? [], by)
  const total = usageSum(lines)
  return (
    <AdminSection
      title="Usage"
      failure={error}
      tools={
        <>
          <Segmented label="Add up usage" value={by} options={ways} onChange={setBy} />
          <SelectField label="Period" hideLabel value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {Object.entries(spans).map(([count, label]) => (
              <option key={count} value={count}>
                {label}
              </option>
            ))}
          </SelectField>
        </>
      }
    >
      <table className={styles.table} aria-label="Usage">
        <thead>
          <tr>
            {by !== 'person' && <th scope="col">{by === 'day' ? 'Day (UTC)' : 'Month (UTC)'}</th>}
            <th scope="col">User</th>
            <th scope="col" className={styles.number}>
              Requests
            </th>
            <th scope="col" className={styles.number}>
              Points × variables
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ period, user, requests, used }, index) => (
            <tr key={`${period} ${user}`} data-first={period !== lines[index - 1]?.period || undefined}>
              {by !== 'person' && <td>{period}</td>}
              <th scope="row">{user}</th>
              <td className={styles.number}>{formatNumber(requests)}</td>
              <td className={styles.number}>{formatNumber(used)}</td>
            </tr>
          ))}
          {data && lines.length === 0 && (
            <tr>
              <td colSpan={by === 'person' ? 3 : 4}>Nobody asked for weather in this period.</td>
            </tr>
          )}
        </tbody>
        {lines.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={by === 'person' ? 1 : 2}>
                Sum
              </th>
              <td className={styles.number}>{formatNumber(total.requests)}</td>
              <td className={styles.number}>{formatNumber(total.used)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </AdminSection>
  )
}

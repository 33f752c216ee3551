import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { adminQueries, wholeAudit } from '#src/data/admin.ts'
import { saveFile } from '#src/data/save-file.ts'
import { auditCsv } from '#src/domain/report/usage-report.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { AdminSection } from './admin-section.tsx'
import styles from './admin.module.css'

/** Who did what, the newest first. */
export function AuditTable() {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(adminQueries.audit())
  const saving = useMutation({
    mutationFn: async () => {
      const text = auditCsv(await wholeAudit(), currentSheetNumbers())
      saveFile({
        fileName: `fairway-audit-${new Date().toISOString().slice(0, 10)}.csv`,
        content: new Blob([text], { type: 'text/csv;charset=utf-8' }),
      })
    },
  })
  const entries = data?.pages.flat() ?? []
  return (
    <AdminSection
      title="Audit trail"
      failure={error ?? saving.error}
      foot={
        hasNextPage && (
          <div>
            <Button aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>
              Show older entries
            </Button>
          </div>
        )
      }
      tools={
        <Button
          icon={<Download />}
          aria-disabled={saving.isPending}
          onClick={() => !saving.isPending && saving.mutate()}
        >
          Export CSV
        </Button>
      }
    >
      <table className={styles.table} aria-label="Audit trail">
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">User</th>
            <th scope="col">Action</th>
            <th scope="col">Whose</th>
            <th scope="col">Task or item</th>
            <th scope="col">Address</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, user, action, of_user, task_id, task_name, item, address }) => (
            <tr key={id}>
              <td>{formatUtcFull(Date.parse(at))}</td>
              <th scope="row">{user || '—'}</th>
              <td>{action}</td>
              <td>{of_user}</td>
              <td className={styles.task}>{item ?? task_name ?? task_id}</td>
              <td>{address}</td>
            </tr>
          ))}
          {data && entries.length === 0 && (
            <tr>
              <td colSpan={6}>No entries yet.</td>
            </tr>
          )}
        </tbody>
      </table>
    </AdminSection>
  )
}

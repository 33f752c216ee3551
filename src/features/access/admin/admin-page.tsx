import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { ButtonLink } from '#src/ui/form/button.tsx'
import { AuditTable } from './audit-table.tsx'
import { SessionsTable } from './sessions-table.tsx'
import { UsageTable } from './usage-table.tsx'
import styles from './admin.module.css'

/** Who used how much, who did what, and who is signed in: for administrators. */
export function AdminPage() {
  const { data: about } = useQuery(aboutQuery())
  useEffect(() => {
    document.title = 'Administration – Fairway'
  }, [])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        <h1>Fairway administration</h1>
        <span className={styles.space} />
        {about && <span className={styles.who}>{about.user}</span>}
        <ButtonLink href="/">Open voyages</ButtonLink>
      </header>
      <main className={styles.main}>{about && <Content isAdmin={(about.role ?? 'admin') === 'admin'} />}</main>
    </div>
  )
}

function Content({ isAdmin }: { isAdmin: boolean }) {
  if (!isAdmin) return <p>Only an administrator may see usage, the audit trail and sessions.</p>
  return (
    <>
      <UsageTable />
      <SessionsTable />
      <AuditTable />
    </>
  )
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { adminQueries, endSession } from '#src/data/admin.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { Button } from '#src/ui/form/button.tsx'
import { AdminSection } from './admin-section.tsx'
import styles from './admin.module.css'

/** The browsers that are signed in; each can be signed out from here. */
export function SessionsTable() {
  const { data, error, refetch } = useQuery(adminQueries.sessions())
  const ending = useMutation({ mutationFn: endSession, onSettled: () => refetch() })
  const sessions = data?.sessions ?? []
  return (
    <AdminSection title="Sessions" failure={error ?? ending.error}>
      <table className={styles.table} aria-label="Sessions">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Role</th>
            <th scope="col">Signed in</th>
            <th scope="col">Last seen</th>
            <th scope="col">Address</th>
            <th scope="col">
              <span className="visually-hidden">End</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, user, role, since, seen, address }) => (
            <tr key={id}>
              <th scope="row">{user}</th>
              <td>{role}</td>
              <td>{formatUtc(Date.parse(since))}</td>
              <td>{formatUtc(Date.parse(seen))}</td>
              <td>{address}</td>
              <td className={styles.action}>
                <Button
                  size="small"
                  aria-label={`End the session of ${user} from ${address}`}
                  aria-disabled={ending.isPending}
                  onClick={() => !ending.isPending && ending.mutate(id)}
                >
                  End
                </Button>
              </td>
            </tr>
          ))}
          {data && sessions.length === 0 && (
            <tr>
              <td colSpan={6}>No browser is signed in.</td>
            </tr>
          )}
        </tbody>
      </table>
    </AdminSection>
  )
}

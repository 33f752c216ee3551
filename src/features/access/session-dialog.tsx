import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'
import styles from './access.module.css'

/** The session has ended in mid-work: signs in again without leaving the page. */
export function SessionDialog({ onClose }: { onClose: () => void }) {
  const { data: about } = useQuery({ ...aboutQuery(), refetchInterval: pollPolicy.askWhoMs })
  const { submissions } = useTasks()
  const field = useRef<HTMLElement>(null)
  const unsent = submissions.filter(({ state }) => state === 'unsent').length
  return (
    <Dialog open title="Sign in again" initialFocus={field} onClose={onClose}>
      <div className={styles.content} role="alert">
        <p>
          Your session has ended. Everything you were doing is kept{about && `, ${about.user}`}
          {unsent > 0 && `; ${formatCount(unsent, 'request')} will be sent when you are signed in`}.
        </p>
      </div>
      <div className={styles.below}>
        <SignInForm auth={about?.auth ?? 'token'} returnTo="/signed-in" inNewTab fieldRef={field} />
        {about?.auth === 'oidc' && (
          <p className={styles.quiet}>
            The sign-in page opens in a new tab. Your work goes on here when you come back.
          </p>
        )}
      </div>
    </Dialog>
  )
}

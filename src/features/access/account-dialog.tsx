import { useState } from 'react'
import { HttpError } from '#src/data/http/http-error.ts'
import { clearAfterLeaving, signOut } from '#src/data/sign-in.ts'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { usageWords } from '#src/domain/metocean/daily-usage.ts'
import type { About, Role } from '#src/domain/metocean/wire/contract.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useClock } from '#src/state/clock.ts'
import { Button, ButtonLink } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { Facts } from '#src/ui/page/facts.tsx'
import styles from './access.module.css'

const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: sees voyages and answers',
  operator: 'Operator: asks for weather, cancels own tasks',
  admin: 'Administrator: cancels any task, sees usage and the audit trail',
}

interface AccountDialogProps {
  about: About
  /** Stores what is being edited. */
  onLeave: () => Promise<void>
  onClose: () => void
}

/** Who is signed in, and how to leave. */
export function AccountDialog({ about, onLeave, onClose }: AccountDialogProps) {
  const { user, role, auth, usage } = about
  const nowMs = useClock(MINUTE_MS)
  const { submissions } = useTasks()
  const unsent = submissions.filter(({ state }) => state === 'unsent').length
  // Also one that is held until its answer is there.
  const sending = submissions.filter(({ state }) => state === 'sending').length
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const isByProxy = auth === 'proxy'

  async function leave(isClearing: boolean) {
    setFailure(null)
    try {
      await onLeave()
      const next = isByProxy ? null : await signOut()
      if (isClearing) clearAfterLeaving(next)
      else window.location.assign(next ?? '/sign-in')
    } catch (error) {
      setFailure((error instanceof HttpError && error.said) || messageFor(asAppError(error).code))
    }
  }

  const clearWords = isByProxy ? 'Clear this browser' : 'Sign out and clear this browser'
  return (
    <Dialog
      open
      title={`Signed in as ${user}`}
      onClose={onClose}
      actions={
        asking ? (
          <>
            <Button onClick={() => setAsking(false)}>Keep everything</Button>
            <Button tone="primary" onClick={() => void leave(true)}>
              {clearWords}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setAsking(true)}>{clearWords}…</Button>
            {!isByProxy && (
              <Button tone="primary" onClick={() => void leave(false)}>
                Sign out
              </Button>
            )}
          </>
        )
      }
    >
      <div className={styles.content}>
        {failure && <Notice tone="alarm">You are still signed in, and nothing was removed. {failure}</Notice>}
        {asking ? (
          <Notice tone="caution">
            <span role="status">
              All voyages, answers and settings kept in this browser are removed, including those of others who use it.
              {unsent > 0 && ` ${formatCount(unsent, 'request')} not sent yet will be lost.`}
              {sending > 0 && ` ${formatCount(sending, 'request')} being sent will no longer be followed here.`}
              {' First export the routes you still need.'}
            </span>
          </Notice>
        ) : (
          <>
            <Facts
              className={styles.facts}
              rows={[
                ['Role', role && roleWords[role]],
                ['Today', usageWords(usage, nowMs)],
                ['Signed in by', isByProxy ? 'Your company’s sign-in page' : null],
              ]}
            />
            {!isByProxy && (
              <p className={styles.quiet}>
                Voyages and answers stay in this browser for when you come back; nobody else who signs in here sees
                them.
                {unsent > 0 && ` ${formatCount(unsent, 'request')} not sent yet will be sent when you sign in again.`}
                {sending > 0 && ` ${formatCount(sending, 'request')} being sent will be found when you sign in again.`}
              </p>
            )}
            {role === 'admin' && (
              <div>
                <ButtonLink href="/admin" target="_blank" rel="noopener">
                  Usage, audit trail and sessions
                </ButtonLink>
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

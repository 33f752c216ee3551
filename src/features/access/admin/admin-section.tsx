import type { ReactNode } from 'react'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import styles from './admin.module.css'

/** A part of the page under its heading. */
export function AdminSection({
  title,
  tools,
  failure,
  children,
  foot,
}: {
  title: string
  /** Beside the heading. */
  tools?: ReactNode
  failure: Error | null
  /** The table, which scrolls sideways where it is wider than the window. */
  children: ReactNode
  foot?: ReactNode
}) {
  const id = `admin-${title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <span className={styles.space} />
        {tools}
      </div>
      {failure && <Failure failure={asAppError(failure)} />}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it */}
      <div className={styles.wide} role="region" aria-labelledby={id} tabIndex={0}>
        {children}
      </div>
      {foot}
    </section>
  )
}

function Failure({ failure }: { failure: AppError }) {
  const isSignedOut = failure.code === 'signed-out'
  return (
    <FailureNotice
      failure={failure}
      actions={
        <Button size="small" onClick={() => window.location.reload()}>
          {isSignedOut ? 'Sign in again' : 'Reload page'}
        </Button>
      }
    />
  )
}

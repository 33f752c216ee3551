import styles from './task-card.module.css'

/** That a mail about a task was given up, and why; nothing where none was. */
export function MailNote({ reason }: { reason: string | null | undefined }) {
  if (!reason) return null
  return <p className={styles.note}>Mail about it could not be delivered: {reason}.</p>
}

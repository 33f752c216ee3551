import { limitIds } from '#src/domain/limits/limits.ts'
import { useVoyageEditable } from '#src/state/voyage.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import styles from './limit-dialog.module.css'
import { LimitProfiles } from './limit-profiles.tsx'
import { LimitRow } from './limit-row.tsx'

/** The limits of the voyage, each with its caution; from a profile or a starting point. Every change is a step of undo. */
export function LimitDialog({ onClose }: { onClose: () => void }) {
  const editable = useVoyageEditable()
  return (
    <Dialog title="Limits of this voyage" open onClose={onClose}>
      {!editable && <Notice tone="warn">Another tab edits this voyage; limits are changed there.</Notice>}
      <fieldset className={styles.editor} disabled={!editable}>
        <legend className="visually-hidden">Limits</legend>
        <LimitProfiles />
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Watched</th>
              <th scope="col">Caution from</th>
              <th scope="col">Limit from</th>
            </tr>
          </thead>
          <tbody>
            {limitIds.map((id) => (
              <LimitRow key={id} id={id} />
            ))}
          </tbody>
        </table>
        <p className={styles.note}>
          Limits apply as they are typed, and count as reached at the value itself. Waves by significant height, wind at
          the height asked for, current by its part against the course. What has no value counts as not known, never as
          inside a limit.
        </p>
      </fieldset>
    </Dialog>
  )
}

import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { LibraryNoticesPart } from '../parts.tsx'
import { useTeam } from './library.ts'
import { session, useSession } from './session.ts'

/** What the operator has to know about voyages: another tab edits this one, or one could not be opened. */
export function VoyageNotices() {
  const { reading, failure, keptAs } = useSession()
  const team = useTeam()
  return (
    <>
      {reading && (
        <Notice
          tone="warn"
          actions={
            <Button size="small" onClick={session.takeOver}>
              Edit here
            </Button>
          }
        >
          This voyage is being edited in another tab. This tab follows the changes saved there.
        </Notice>
      )}
      {keptAs && (
        <Notice
          tone="caution"
          actions={
            <Button size="small" onClick={session.noticed}>
              Dismiss
            </Button>
          }
        >
          Another tab saved this voyage first. Your edits are kept as “{keptAs}”.
        </Notice>
      )}
      {team && <LibraryNoticesPart {...team} />}
      {failure && (
        <FailureNotice
          failure={failure}
          actions={
            <Button size="small" onClick={session.noticed}>
              Dismiss
            </Button>
          }
        />
      )}
    </>
  )
}

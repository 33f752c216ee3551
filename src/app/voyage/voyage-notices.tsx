import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { useOverOnceAnswered } from '../attempt.ts'
import { LibraryNoticesPart } from '../parts.tsx'
import { useTeam } from './library.ts'
import { session, useSession } from './session.ts'

/** What the operator has to know of the open voyage, and why another one could not be opened. */
export function VoyageNotices() {
  const { reading, keptAs } = useSession()
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
            <Button size="small" onClick={() => session.noticed('keptAs')}>
              Dismiss
            </Button>
          }
        >
          Another tab saved this voyage first. Your edits are kept as “{keptAs}”.
        </Notice>
      )}
      <OtherVoyageNotices />
    </>
  )
}

/**
 * What concerns the library and other voyages than the open one.
 * @param props.onBoard the open voyage is out of sight: nothing is said of it
 */
export function OtherVoyageNotices({ onBoard = false }: { onBoard?: boolean }) {
  const { failure } = useSession()
  const failureSeen = () => session.noticed('failure')
  useOverOnceAnswered(failure, failureSeen)
  const team = useTeam()
  return (
    <>
      {team && <LibraryNoticesPart {...team} onBoard={onBoard} />}
      {failure && (
        <FailureNotice
          failure={failure}
          actions={
            <Button size="small" onClick={failureSeen}>
              Dismiss
            </Button>
          }
        />
      )}
    </>
  )
}

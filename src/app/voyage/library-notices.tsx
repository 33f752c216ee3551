import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isUnwritable } from '#src/data/http/http-error.ts'
import type { InLibrary } from '#src/data/library/library-sync.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import type { AppError } from '#src/domain/errors.ts'
import { takenInWords } from '#src/domain/library/entries.ts'
import { bothVersions, differencesBetween } from '#src/domain/library/two-versions.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { DifferencesTable } from '#src/ui/page/differences-table.tsx'
import styles from './library-notices.module.css'
import { useSession } from './session.ts'
import type { Team, TeamSnapshot } from './team.ts'

interface LibraryNoticesProps {
  team: Team
  now: TeamSnapshot
  /** Only what does not concern the open voyage, which is out of sight. */
  onBoard?: boolean
}

/** What the operator has to know of the open voyage in the team's library, and of what was taken into it. */
export function LibraryNotices({ team, now, onBoard = false }: LibraryNoticesProps) {
  const { atDesk, reading } = useSession()
  const { voyage: state, takenIn, failure } = now
  const taken = takenIn.length > 0 && <TakenIn voyages={takenIn} onDismiss={team.noticed} />
  if (onBoard) return taken
  return (
    <>
      {atDesk !== null && (
        <Notice tone="warn" actions={<Small onClick={() => void team.takeOver()}>Edit here</Small>}>
          {atDesk === ''
            ? 'This voyage is being edited at another desk.'
            : `${atDesk} is editing this voyage at another desk.`}{' '}
          This desk follows the changes saved there.
        </Notice>
      )}
      {state && !reading && <StateNotice state={state} team={team} />}
      {failure && state?.kind === 'conflict' && (
        <FailureNotice failure={failure} actions={<Small onClick={team.noticed}>Dismiss</Small>} />
      )}
      {taken}
    </>
  )
}

const Small = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <Button size="small" onClick={onClick}>
    {children}
  </Button>
)

function StateNotice({ state, team }: { state: InLibrary; team: Team }) {
  const { data: about = null } = useQuery(aboutQuery())
  const { maySend: mayChange } = rightsOf(about)
  switch (state.kind) {
    case 'kept':
    case 'waiting':
      return null
    case 'conflict':
      return <Conflict theirs={state.theirs} team={team} mayChange={mayChange} />
    case 'archived':
      return (
        <Notice tone="caution" actions={mayChange && <Small onClick={() => void team.restore()}>Take it back</Small>}>
          {state.by === '' ? 'This voyage was archived' : `${state.by} archived this voyage`} on {formatUtc(state.atMs)}
          . Your edits are kept in this browser only.
        </Notice>
      )
    case 'gone':
      return (
        <Notice tone="caution" actions={mayChange && <Small onClick={() => void team.restore()}>Save it again</Small>}>
          This voyage is no longer in the library, or you may no longer see it. It is kept in this browser.
        </Notice>
      )
    case 'away': {
      const words = awayWords(state.failure)
      return words && <Notice>{words}</Notice>
    }
    case 'refused':
      return <Refused failure={state.failure} />
  }
}

/**
 * Why the library does not take edits now, and what becomes of them. Null where nobody answers: the page says that
 * already, and the bar that they are saved here.
 */
function awayWords(failure: AppError): string | null {
  const { code } = failure
  if (code === 'server-full')
    return 'The library is full. Your edits are kept in this browser and sent when there is room.'
  if (isUnwritable(failure))
    return 'The library is read-only for now. Your edits are kept in this browser and sent when it takes them again.'
  if (code === 'signed-out')
    return 'Your edits are kept in this browser and sent to the library when you have signed in again.'
  return null
}

function Refused({ failure }: { failure: AppError }) {
  switch (failure.code) {
    case 'not-allowed':
      return (
        <Notice>
          Viewers cannot change the library: your edits are kept in this browser only. An administrator can change your
          role.
        </Notice>
      )
    case 'voyage-newer':
      return (
        <Notice tone="caution">
          A newer version of Fairway saved this voyage in the library; it is left unchanged there. Yours is kept in this
          browser. Reload the page to get that version.
        </Notice>
      )
    case 'voyage-unreadable':
      return (
        <Notice tone="caution">
          The library’s copy of this voyage cannot be read and is left unchanged. Yours is kept in this browser.
        </Notice>
      )
    default:
      return (
        <Notice tone="caution">
          The library did not accept this voyage. It is kept in this browser.
          {failure.detail && (
            <details>
              <summary>Details</summary>
              {failure.detail}
            </details>
          )}
        </Notice>
      )
  }
}

/** Both versions side by side, with what differs, and one press for either or both. */
function Conflict({
  theirs,
  team,
  mayChange,
}: {
  theirs: Extract<InLibrary, { kind: 'conflict' }>['theirs']
  team: Team
  mayChange: boolean
}) {
  const yours = useVoyage()
  const other = readVoyageDocument(theirs.document).voyage
  const rows = differencesBetween(yours, other)
  const hasOtherRoutes = bothVersions(yours, other, '')?.voyage !== yours
  const who = theirs.by === '' ? 'The other desk' : theirs.by
  const their = theirs.by === '' ? 'the other desk’s' : `${theirs.by}’s`
  const at = formatUtc(theirs.atMs)
  return (
    <Notice
      tone="warn"
      actions={
        <div className={styles.choices}>
          {mayChange && <Small onClick={() => void team.settle('yours')}>Keep yours</Small>}
          <Small onClick={() => void team.settle('theirs')}>Take {their}</Small>
          {mayChange && hasOtherRoutes && <Small onClick={() => void team.settle('both')}>Take both</Small>}
        </div>
      }
    >
      <p>
        {who} saved this voyage on {at} while you edited it here.{' '}
        {mayChange
          ? 'Both versions are kept until you choose.'
          : 'Viewers cannot change the library: yours is kept in this browser only.'}
      </p>
      <DifferencesTable rows={rows} yours="Yours" theirs={`${theirs.by === '' ? 'Other desk' : their}, ${at}`} />
      <p className={styles.hint}>
        {mayChange &&
          hasOtherRoutes &&
          'Taking both adds the other routes as alternatives; name, ship and limits stay yours. '}
        {mayChange
          ? 'What you do not take stays: yours in Undo, the other in Earlier versions.'
          : 'If you take the other one, Undo brings yours back.'}
      </p>
    </Notice>
  )
}

const TakenIn = ({ voyages, onDismiss }: { voyages: readonly Voyage[]; onDismiss: () => void }) => (
  <Notice actions={<Small onClick={onDismiss}>Dismiss</Small>}>
    {takenInWords('voyage', voyages.map(voyageTitle))}
  </Notice>
)

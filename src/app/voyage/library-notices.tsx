import type { ReactNode } from 'react'
import type { InLibrary } from '#src/data/library/library-sync.ts'
import { differencesBetween } from '#src/domain/library/two-versions.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { DifferencesTable } from '#src/ui/page/differences-table.tsx'
import { whatHappened } from '#src/ui/messages.ts'
import styles from './library-notices.module.css'
import { useSession } from './session.ts'
import type { Team, TeamSnapshot } from './team.ts'

/** What the operator has to know of the open voyage in the team's library. */
export function LibraryNotices({ team, now }: { team: Team; now: TeamSnapshot }) {
  const { atDesk, reading } = useSession()
  const { voyage: state, takenIn, failure } = now
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
      {failure && <FailureNotice failure={failure} actions={<Small onClick={team.noticed}>Dismiss</Small>} />}
      {takenIn.length > 0 && <TakenIn voyages={takenIn} onDismiss={team.noticed} />}
    </>
  )
}

const Small = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <Button size="small" onClick={onClick}>
    {children}
  </Button>
)

function StateNotice({ state, team }: { state: InLibrary; team: Team }) {
  switch (state.kind) {
    case 'kept':
    case 'waiting':
      return null
    case 'conflict':
      return <Conflict theirs={state.theirs} team={team} />
    case 'archived':
      return (
        <Notice tone="caution" actions={<Small onClick={() => void team.restore()}>Take it back</Small>}>
          {state.by === '' ? 'This voyage was archived' : `${state.by} archived this voyage`} at{' '}
          {formatMoment(state.atMs)}. What you edit is saved in this browser alone.
        </Notice>
      )
    case 'gone':
      return (
        <Notice tone="caution" actions={<Small onClick={() => void team.restore()}>Save it again</Small>}>
          The library does not have this voyage any more, or not for you. It is kept in this browser.
        </Notice>
      )
    case 'away':
      return (
        <Notice>
          The library cannot be reached or takes nothing now. Your edits are saved in this browser and sent by
          themselves.
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="caution">
          The library did not take this voyage. {whatHappened(state.failure.code)} It is saved in this browser.
        </Notice>
      )
  }
}

/** Both versions side by side, with what differs, and one press for either or both. */
function Conflict({ theirs, team }: { theirs: Extract<InLibrary, { kind: 'conflict' }>['theirs']; team: Team }) {
  const yours = useVoyage()
  const rows = differencesBetween(yours, readVoyageDocument(theirs.document).voyage)
  const who = theirs.by === '' ? 'The other desk' : theirs.by
  const their = theirs.by === '' ? 'the other desk’s' : `${theirs.by}’s`
  const at = formatMoment(theirs.atMs)
  return (
    <Notice
      tone="warn"
      actions={
        <div className={styles.choices}>
          <Small onClick={() => void team.settle('yours')}>Keep yours</Small>
          <Small onClick={() => void team.settle('theirs')}>Take {their}</Small>
          <Small onClick={() => void team.settle('both')}>Take both</Small>
        </div>
      }
    >
      <p>
        {who} saved this voyage at {at} while you edited it here. Both versions are kept until you choose.
      </p>
      <DifferencesTable rows={rows} theirs={`${theirs.by === '' ? 'Other desk' : their}, ${at}`} />
      <p className={styles.hint}>
        Taking both adds the other routes as alternatives; name, ship and limits stay yours. What you do not take can be
        had back: yours by Undo, the other from the versions in the library.
      </p>
    </Notice>
  )
}

/** More names than these would hide the page. */
const MOST_NAMES = 8

function TakenIn({ voyages, onDismiss }: { voyages: readonly Voyage[]; onDismiss: () => void }) {
  const names = voyages.slice(0, MOST_NAMES).map(({ name }) => `“${name || 'Untitled voyage'}”`)
  const more = voyages.length - names.length
  return (
    <Notice actions={<Small onClick={onDismiss}>Dismiss</Small>}>
      {formatCount(voyages.length, 'voyage')} of this browser {voyages.length === 1 ? 'is' : 'are'} now in the library
      too: {names.join(', ')}
      {more > 0 && ` and ${more} more`}.
    </Notice>
  )
}

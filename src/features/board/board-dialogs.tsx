import { type ReactNode, useState } from 'react'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { type BoardRow, REPORT_COUNTS_MS, scheduledPlace } from '#src/domain/library/board.ts'
import { MAX_NOTE } from '#src/domain/library/library-policy.ts'
import type { RefreshPlan } from '#src/domain/library/refresh-due.ts'
import type { ReportedPosition } from '#src/domain/library/voyage-document.ts'
import { asAppError, type AppError } from '#src/domain/errors.ts'
import type { Position } from '#src/domain/position.ts'
import { MINUTE_MS, minuteBegun } from '#src/domain/time.ts'
import { formatCount, formatDistance, formatNumber } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { TextArea } from '#src/ui/form/field.tsx'
import { readReport, ReportFields } from '#src/ui/form/report-fields.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import { Facts } from '#src/ui/page/facts.tsx'
import { failureWords, titleOf } from './board-words.ts'
import styles from './board-dialogs.module.css'

interface SavedDialogProps {
  title: string
  /** What the main button says. */
  label: string
  /** Nothing to save, or nothing that can be. */
  isIdle: boolean
  /** What is still there if it fails. */
  kept: string
  /** Rejects with an AppError; then the dialog stays, with all that was typed. */
  onSave: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** A dialog whose one piece of work is done by the server: it closes once that is done. */
function SavedDialog({ title, label, isIdle, kept, onSave, onClose, children }: SavedDialogProps) {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  const save = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onSave()
      onClose()
    } catch (error) {
      setFailure(asAppError(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isIdle || isBusy} onClick={() => void save()}>
            {label}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {failure && <FailureNotice failure={failure} words={`${failureWords(failure.code)} ${kept}`} actions={null} />}
        {children}
      </div>
    </Dialog>
  )
}

const TYPED_KEPT = 'What you typed is still here.'

interface NoteDialogProps {
  row: BoardRow
  /** Rejects with an AppError. */
  onSave: (note: string) => Promise<void>
  onClose: () => void
}

/** What the next watch should know of a voyage. */
export function NoteDialog({ row, onSave, onClose }: NoteDialogProps) {
  const [note, setNote] = useState(row.note)
  return (
    <SavedDialog
      title={`Shift note: ${titleOf(row)}`}
      label="Save note"
      isIdle={note === row.note}
      kept={TYPED_KEPT}
      onSave={() => onSave(note.trim())}
      onClose={onClose}
    >
      <TextArea
        label="What the next watch should know"
        hint="Everybody on the board sees it, and the search finds it."
        rows={6}
        maxLength={MAX_NOTE}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </SavedDialog>
  )
}

/** What becomes of a voyage in the library as a whole. */
export type EntryWork = 'archive' | 'restore' | 'remove'

const entryWorkWords: Readonly<Record<EntryWork, readonly [title: string, label: string, text: string]>> = {
  archive: [
    'Archive',
    'Archive',
    'It leaves the board for everybody. Among the archived voyages it can be taken back at any time.',
  ],
  restore: ['Take back', 'Take back', 'It comes back to the board for everybody, as it was.'],
  remove: [
    'Remove for good',
    'Remove for good',
    'It is removed from the library with all its versions. Only a browser that still has it can bring it back.',
  ],
}

interface EntryDialogProps {
  row: BoardRow
  work: EntryWork
  /** Rejects with an AppError. */
  onSave: () => Promise<void>
  onClose: () => void
}

/** Asks before a voyage is archived, taken back or removed for everybody. */
export function EntryDialog({ row, work, onSave, onClose }: EntryDialogProps) {
  const [title, label, text] = entryWorkWords[work]
  return (
    <SavedDialog
      title={`${title}: ${titleOf(row)}`}
      label={label}
      isIdle={false}
      kept="The voyage is as it was."
      onSave={onSave}
      onClose={onClose}
    >
      <p>{text}</p>
      {work === 'archive' && row.desks.length > 0 && <p className={styles.note}>It is open at a desk now.</p>}
    </SavedDialog>
  )
}

/** A report farther from the schedule than this may be a slip. */
const FAR_NM = 100

interface ReportDialogProps {
  row: BoardRow
  nowMs: number
  /** Rejects with an AppError. */
  onSave: (reported: ReportedPosition) => Promise<void>
  onClose: () => void
}

/** Where the ship says she was: the board shows it for a day, then goes on by the schedule. */
export function ReportDialog({ row, nowMs, onSave, onClose }: ReportDialogProps) {
  const { position: notation } = useUnits()
  const [startMs] = useState(() => minuteBegun(nowMs))
  const [typed, setTyped] = useState(() => ({
    place: row.place ? formatPosition(row.place.position, notation) : '',
    time: formatUtcFull(startMs),
  }))
  const { report, problems, echo } = readReport(typed, { nearMs: startMs, fromMs: startMs })
  const words = report ? reportWords(row, report, nowMs) : null
  return (
    <SavedDialog
      title={`Report position: ${titleOf(row)}`}
      label="Report position"
      isIdle={!report || words?.kind === 'wrong'}
      kept={TYPED_KEPT}
      onSave={async () => {
        if (!report) return
        const { lat, lon } = report.position
        await onSave({ at: new Date(report.timeMs).toISOString(), lat, lon })
      }}
      onClose={onClose}
    >
      <ReportFields
        value={typed}
        // An empty field asks for something; it has not been filled in wrongly.
        problems={problems && { ...problems, place: typed.place === '' ? null : problems.place }}
        echo={echo}
        onChange={setTyped}
      />
      {words && (
        <p className={styles.note} data-kind={words.kind} role="status">
          {words.text}
        </p>
      )}
    </SavedDialog>
  )
}

interface ReportWords {
  readonly kind: 'plain' | 'doubtful' | 'wrong'
  readonly text: string
}

function reportWords(
  { departureMs, passage }: BoardRow,
  { position, timeMs }: { position: Position; timeMs: number },
  nowMs: number,
): ReportWords {
  if (timeMs > nowMs + 10 * MINUTE_MS) return { kind: 'wrong', text: 'This time has not come yet.' }
  if (departureMs !== null && timeMs < departureMs)
    return { kind: 'doubtful', text: 'This is before her departure: the board keeps to the schedule.' }
  if (nowMs - timeMs >= REPORT_COUNTS_MS)
    return { kind: 'doubtful', text: 'This is more than a day old: the board keeps to the schedule.' }
  const scheduled = scheduledPlace(passage, timeMs)
  if (!scheduled) return { kind: 'plain', text: 'The schedule does not say where she was then.' }
  const { distanceNm } = legLine(scheduled.position, position, 'RL')
  const text =
    distanceNm < 0.1
      ? 'The schedule has her there at that time.'
      : `${formatDistance(distanceNm)} from where the schedule had her then.`
  return distanceNm > FAR_NM
    ? { kind: 'doubtful', text: `${text} Check it before you report it.` }
    : { kind: 'plain', text }
}

interface RefreshDialogProps {
  /** Null while the voyages are being read. */
  plan: RefreshPlan | null
  /** Why they could not be. */
  failure: AppError | null
  /** How many are due. */
  due: number
  /** How much of the day's share is used; null: nothing is capped. */
  usage: string | null
  /** Rejects with an AppError. */
  onSend: () => Promise<void>
  onClose: () => void
}

/** What asking for everything that is due comes to, before it is asked. */
export function RefreshDialog({ plan, failure, due, usage, onSend, onClose }: RefreshDialogProps) {
  const asked = plan?.asked.length ?? 0
  return (
    <SavedDialog
      title="Refresh what is due"
      label={asked > 0 ? `Ask for ${formatCount(asked, 'voyage')}` : 'Ask for voyages'}
      isIdle={asked === 0}
      kept=""
      onSave={onSend}
      onClose={onClose}
    >
      {failure ? (
        <FailureNotice
          failure={failure}
          words={`${failureWords(failure.code)} Nothing was asked for.`}
          actions={null}
        />
      ) : plan === null ? (
        <p role="status">Reading {formatCount(due, 'voyage')}…</p>
      ) : (
        <>
          {asked > 0 && (
            <>
              <p>{costWords(plan)}</p>
              <Facts
                label="Points of each voyage"
                className={styles.facts}
                rows={plan.asked.map(({ name, points }) => [name, formatCount(points, 'point')])}
              />
            </>
          )}
          {plan.leftOut.length > 0 && (
            <>
              <h3>{asked > 0 ? 'Not asked for' : 'Nothing can be asked for'}</h3>
              <Facts
                label="Not asked for"
                className={styles.facts}
                rows={plan.leftOut.map(({ name, reason }) => [name, reason])}
              />
            </>
          )}
          {usage && <p className={styles.note}>{usage}</p>}
        </>
      )}
    </SavedDialog>
  )
}

function costWords({ requests, points, cost }: RefreshPlan): string {
  const count = `${formatCount(points, 'point')} in ${formatCount(requests.length, 'request')}`
  return `${count}, ${formatNumber(cost)} points × variables. Each answer goes to its voyage, and the board shows what is ahead as it arrives.`
}

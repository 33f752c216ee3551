import { useState } from 'react'
import { hasTimes, takeSchedule } from '#src/domain/formats/candidate-choice.ts'
import type { ImportCandidate, ImportResult } from '#src/domain/formats/import-file.ts'
import { isCovered } from '#src/domain/metocean/coverage.ts'
import { formatCount, formatDistance, formatNumber, formatSpeed } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { emptyShip, shipWords } from '#src/domain/voyage/ship.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { CheckField } from '#src/ui/field.tsx'
import styles from './import-dialog.module.css'

interface ImportDialogProps {
  result: ImportResult
  /** Decides whether the service covers the file's own departure. Epoch milliseconds. */
  nowMs: number
  /** The chosen line, with what was wanted of its schedule. */
  onUse: (candidate: ImportCandidate) => void
  onCancel: () => void
}

/** Notes shown before the rest is folded away. */
const NOTES_SHOWN = 6

/** What a file holds, before anything changes: which route, how long, and what was not understood. */
export function ImportDialog({ result, nowMs, onUse, onCancel }: ImportDialogProps) {
  const [chosenId, setChosenId] = useState(result.candidates[0]!.id)
  const chosen = result.candidates.find(({ id }) => id === chosenId)!
  const covered = chosen.departureMs === null || isCovered(chosen.departureMs, nowMs)
  const [timesChosen, setTimesChosen] = useState<boolean | null>(null)
  const [speed, setSpeed] = useState(true)
  // Times the service has no data for would only fetch empty answers, so they are taken on demand.
  const times = timesChosen ?? covered
  return (
    <Dialog
      open
      title={`Import ${result.fileName}`}
      onClose={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button tone="primary" onClick={() => onUse(takeSchedule(chosen, { times, speed }))}>{chosen.kind === 'route' ? 'Use route' : 'Use track'}</Button>
        </>
      }
    >
      <p className={styles.format}>Read as {result.format}.</p>
      {result.candidates.length > 1 && (
        <fieldset className={styles.choices}>
          <legend>The file has {result.candidates.length} lines. Which one?</legend>
          {result.candidates.map((candidate) => (
            <label key={candidate.id} className={styles.choice}>
              <input type="radio" name="candidate" checked={candidate.id === chosenId} onChange={() => setChosenId(candidate.id)} />
              <span>{candidate.name || 'Unnamed'}</span>
              <small>
                {candidate.kind}, {formatCount(candidate.count, 'point')}, {formatDistance(candidate.distanceNm)}
              </small>
            </label>
          ))}
        </fieldset>
      )}
      <Facts candidate={chosen} />
      {hasTimes(chosen) && (
        <CheckField
          label={chosen.kind === 'track' ? 'Take its times' : 'Take its departure'}
          hint={covered ? undefined : 'outside the times the service covers'}
          checked={times}
          onChange={(event) => setTimesChosen(event.target.checked)}
        />
      )}
      {chosen.speedKn !== null && <CheckField label="Take its speed" checked={speed} onChange={(event) => setSpeed(event.target.checked)} />}
      <Notes result={result} />
    </Dialog>
  )
}

function Facts({ candidate }: { candidate: ImportCandidate }) {
  const rows: [string, string | null][] = [
    ['Name', candidate.name || 'Unnamed'],
    [candidate.kind === 'route' ? 'Waypoints' : 'Points', formatNumber(candidate.count)],
    ['First', formatPosition(candidate.first)],
    ['Last', formatPosition(candidate.last)],
    ['Distance', `${formatDistance(candidate.distanceNm)} on WGS84`],
    ['Departure', candidate.departureMs === null ? null : formatUtcFull(candidate.departureMs)],
    ['Speed', candidate.speedKn === null ? null : formatSpeed(candidate.speedKn)],
    ['Ship', candidate.info && shipWords({ ...emptyShip, ...candidate.info.ship })],
    ['Voyage', candidate.info && candidate.info.voyageNumber],
    ['Crosses', candidate.crossesAntimeridian ? 'the antimeridian (180°)' : null],
  ]
  return (
    <dl className={styles.facts}>
      {rows.flatMap(([term, words]) => (!words ? [] : [<dt key={term}>{term}</dt>, <dd key={`${term}-words`}>{words}</dd>]))}
    </dl>
  )
}

function Notes({ result: { notes } }: { result: ImportResult }) {
  if (notes.length === 0) return <p className={styles.format}>Everything in it was understood.</p>
  const list = (from: number, to?: number) => (
    <ul className={styles.notes}>
      {notes.slice(from, to).map((note, index) => (
        <li key={index}>
          {note.item && <strong>{note.item}: </strong>}
          {note.text}
          {note.line !== undefined && <span className={styles.line}> line {note.line}</span>}
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-label="What was not understood">
      <h3 className={styles.heading}>To know</h3>
      {list(0, NOTES_SHOWN)}
      {notes.length > NOTES_SHOWN && (
        <details>
          <summary>{notes.length - NOTES_SHOWN} more</summary>
          {list(NOTES_SHOWN)}
        </details>
      )}
    </section>
  )
}

import { useState } from 'react'
import { hasTimes, isEither, takeCandidate } from '#src/domain/formats/candidates.ts'
import type { ImportCandidate, ImportResult } from '#src/domain/formats/import-file.ts'
import { isCovered } from '#src/domain/metocean/coverage.ts'
import { MAX_EDITABLE_WAYPOINTS } from '#src/domain/route/route.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { ImportActions, type ImportPlace, useMainPlace } from './import-actions.tsx'
import { KindChoice, LineChoice } from './import-choices.tsx'
import styles from './import-dialog.module.css'
import { ImportFacts } from './import-facts.tsx'
import { ImportNotes } from './import-notes.tsx'
import { ImportSketch } from './import-sketch.tsx'

interface ImportDialogProps {
  result: ImportResult
  /** Decides whether the service covers the file's own departure. Epoch milliseconds. */
  nowMs: number
  /** The chosen line, with what was wanted of it: its route or its track alone. */
  onUse: (candidate: ImportCandidate, place: ImportPlace) => void
  onCancel: () => void
}

/** What a file holds, before anything changes: which line, as what, how long, and what was not understood. */
export function ImportDialog({ result, nowMs, onUse, onCancel }: ImportDialogProps) {
  const [chosenId, setChosenId] = useState(result.candidates[0]!.id)
  const chosen = result.candidates.find(({ id }) => id === chosenId)!
  const covered = chosen.departureMs === null || isCovered(chosen.departureMs, nowMs)
  const [kind, setKind] = useState<ImportCandidate['kind'] | null>(null)
  const [timesChosen, setTimesChosen] = useState<boolean | null>(null)
  const [speed, setSpeed] = useState(true)
  const as = kind ?? chosen.kind
  const whole = takeCandidate(chosen, { as, times: true, speed: true })
  // Times the service has no data for would only fetch empty answers, so they are taken on demand.
  const times = timesChosen ?? covered
  const main = useMainPlace()
  const use = (place: ImportPlace) => onUse(takeCandidate(chosen, { as, times, speed }), place)
  return (
    <Dialog
      open
      isText
      title={`Import ${result.fileName}`}
      onClose={onCancel}
      onEnter={() => use(main)}
      actions={<ImportActions kind={as} main={main} onUse={use} onCancel={onCancel} />}
    >
      <p className={styles.quiet}>Read as {result.format}.</p>
      {result.candidates.length > 1 && (
        <LineChoice
          candidates={result.candidates}
          chosenId={chosenId}
          onChosen={(id) => {
            setChosenId(id)
            setKind(null)
          }}
        />
      )}
      {isEither(chosen) && <KindChoice kind={as} onChosen={setKind} />}
      {chosen.count > MAX_EDITABLE_WAYPOINTS && (
        <Notice>
          It has {formatCount(chosen.count, 'point')} and is kept as a track; its points cannot be edited one by one.
          Simplify it to an editable route afterwards, or use it as it is.
        </Notice>
      )}
      <div className={styles.found}>
        <ImportFacts candidate={whole} />
        <ImportSketch candidate={whole} />
      </div>
      <div className={styles.schedule}>
        {hasTimes(whole) && (
          <CheckField
            label={whole.track || isEither(chosen) ? 'Take its times' : 'Take its departure'}
            hint={covered ? undefined : 'outside the times the service covers'}
            checked={times}
            onChange={(event) => setTimesChosen(event.target.checked)}
          />
        )}
        {chosen.speedKn !== null && (
          <CheckField label="Take its speed" checked={speed} onChange={(event) => setSpeed(event.target.checked)} />
        )}
      </div>
      <ImportNotes notes={result.notes} />
    </Dialog>
  )
}

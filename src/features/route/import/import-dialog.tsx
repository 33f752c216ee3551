import { type ReactNode, useId, useMemo, useState } from 'react'
import {
  type DoubtWay,
  hasTimesOnTheWay,
  hasTiming,
  isEither,
  takeCandidate,
  wayOut,
} from '#src/domain/formats/candidates.ts'
import type { ImportCandidate, ImportResult } from '#src/domain/formats/import-file.ts'
import type { TableAssignment, TableSheet } from '#src/domain/formats/table-sheet.ts'
import { isCovered } from '#src/domain/metocean/coverage.ts'
import { MAX_EDITABLE_WAYPOINTS } from '#src/domain/route/route.ts'
import { formatCount, formatDistance } from '#src/domain/units/format.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { activePlan, isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { usePlan, useVoyage, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './import-dialog.module.css'
import { ImportDoubts } from './import-doubts.tsx'
import { ImportFacts, ImportNotes, ImportSketch } from './import-preview.tsx'
import { type AssignmentOrigin, TableColumns } from './table-columns.tsx'

interface ImportDialogProps {
  result: ImportResult
  /** Where the roles of a table's columns come from. */
  origin: AssignmentOrigin
  /** The columns of the table have been changed, and the file is being read again. */
  isStale: boolean
  /** Decides whether the service covers the file's own departure. Epoch milliseconds. */
  nowMs: number
  /** Reads the table again; null: with the columns that Fairway works out. */
  onAssigned: (assignment: TableAssignment | null) => void
  /** The chosen line, reduced to what is wanted of it: its route or its track. */
  onUse: (candidate: ImportCandidate, place: ImportPlace) => void
  onCancel: () => void
}

/** What a file holds, before anything changes: which line, as what, how long, and what was not understood. */
export function ImportDialog({ result, origin, isStale, nowMs, onAssigned, onUse, onCancel }: ImportDialogProps) {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = result.candidates.find(({ id }) => id === chosenId) ?? result.candidates[0] ?? null
  const [kind, setKind] = useState<ImportCandidate['kind'] | null>(null)
  const [timesChosen, setTimesChosen] = useState<boolean | null>(null)
  const [speed, setSpeed] = useState(true)
  const [wayChosen, setWay] = useState<DoubtWay>()
  const as = kind ?? chosen?.kind ?? 'route'
  const way = chosen ? wayOut(chosen, wayChosen)?.way : undefined
  const whole = useMemo(() => chosen && takeCandidate(chosen, { as, times: true, speed: true, way }), [chosen, as, way])
  const departureMs = whole?.departureMs ?? null
  const covered = departureMs === null || isCovered(departureMs, nowMs)
  // A voyage long past would only fetch empty answers; one that lies ahead will be covered when she sails.
  const times = timesChosen ?? (covered || departureMs > nowMs)
  const shown = useMemo(
    () => chosen && takeCandidate(chosen, { as, times, speed: true, way }),
    [chosen, as, times, way],
  )
  const sheet = result.table?.asks.length ? result.table : (chosen?.table ?? result.table)
  const main = useMainPlace()
  const use = (place: ImportPlace) => {
    if (chosen && !isStale) onUse(takeCandidate(chosen, { as, times, speed, way }), place)
  }
  return (
    <Dialog
      open
      isText
      wide={result.table !== null}
      title={`Import ${result.fileName}`}
      onClose={onCancel}
      onEnter={() => use(main)}
      actions={
        <ImportActions
          kind={as}
          main={main}
          unread={chosen ? null : unreadWords(sheet)}
          onUse={use}
          onCancel={onCancel}
        />
      }
    >
      <p className={styles.quiet}>Read as {result.format}.</p>
      {result.candidates.length > 1 && (
        <LineChoice
          candidates={result.candidates}
          chosenId={chosen?.id ?? ''}
          onChosen={(id) => {
            setChosenId(id)
            setKind(null)
            setWay(undefined)
          }}
        />
      )}
      {chosen && whole && shown && (
        <>
          {isEither(chosen) && <KindChoice kind={as} onChosen={setKind} />}
          {chosen.count > MAX_EDITABLE_WAYPOINTS && <TrackOnly count={chosen.count} />}
          {way && <ImportDoubts candidate={chosen} way={way} onChosen={setWay} />}
          <div className={styles.found}>
            <ImportFacts candidate={shown} />
            <ImportSketch candidate={whole} />
          </div>
          <div className={styles.schedule}>
            {hasTiming(whole) && (
              <CheckField
                label={isEither(chosen) || hasTimesOnTheWay(whole) ? 'Use its times' : 'Use its departure'}
                hint={covered ? undefined : 'outside the times the service covers'}
                checked={times}
                onChange={(event) => setTimesChosen(event.target.checked)}
              />
            )}
            {chosen.speedKn !== null && (
              <CheckField label="Use its speed" checked={speed} onChange={(event) => setSpeed(event.target.checked)} />
            )}
          </div>
        </>
      )}
      {sheet && <TableColumns sheet={sheet} origin={origin} onAssigned={onAssigned} />}
      {chosen && (result.notes.length > 0 || !chosen.doubts) && <ImportNotes notes={result.notes} />}
    </Dialog>
  )
}

function TrackOnly({ count }: { count: number }) {
  return (
    <Notice>
      It has {formatCount(count, 'point')} and is kept as a track; its points cannot be edited one by one. Simplify it
      to an editable route afterwards, or use it as it is.
    </Notice>
  )
}

function unreadWords(sheet: TableSheet | null): string {
  const roles = new Set(sheet?.assignment.columns.map(({ role }) => role))
  return roles.has('position') || (roles.has('lat') && roles.has('lon'))
    ? 'With these columns no position can be read.'
    : 'Choose first which columns hold latitude and longitude.'
}

/** Where a file goes: into a new voyage, in place of the active alternative's plan, or beside it. */
export type ImportPlace = 'new' | 'instead' | 'beside'

/** What the main button and Enter do: fill an empty plan, but never replace one that is not. */
function useMainPlace(): ImportPlace {
  const empty = isEmptyPlan(usePlan())
  return useVoyageEditable() && empty ? 'instead' : 'new'
}

interface ImportActionsProps {
  kind: ImportCandidate['kind']
  main: ImportPlace
  /** Why nothing can be used yet, of a table; null: something can. */
  unread: string | null
  onUse: (place: ImportPlace) => void
  onCancel: () => void
}

/** If the voyage is not empty, the operator says where the file goes; the main button replaces nothing. */
function ImportActions({ kind, main, unread, onUse, onCancel }: ImportActionsProps) {
  const voyage = useVoyage()
  const editable = useVoyageEditable()
  const id = useId()
  const isFull = voyage.alternatives.length >= MAX_ALTERNATIVES
  const title = voyage.name ? `“${voyage.name}”` : 'This voyage'
  const plan = activePlan(voyage).track ? 'track' : 'route'
  const locked = editable
    ? null
    : `${title} is being edited in another tab; here the file can only be opened as a new voyage.`
  const full = isFull ? `${title} has ${MAX_ALTERNATIVES} alternatives, the maximum.` : null
  return (
    <div className={styles.ways}>
      {(main === 'new' || unread) && (
        <p id={id} className={styles.consequence}>
          {unread ??
            locked ??
            [`${title} is kept when a new one opens. Undo restores a ${plan} that was replaced.`, full]
              .filter(Boolean)
              .join(' ')}
        </p>
      )}
      <Button onClick={onCancel}>Cancel</Button>
      {!isEmptyPlan(activePlan(voyage)) && (
        <>
          <WayButton reason={unread ?? locked ?? full} reasonId={id} onClick={() => onUse('beside')}>
            As alternative
          </WayButton>
          <WayButton reason={unread ?? locked} reasonId={id} onClick={() => onUse('instead')}>
            Replace this {plan}
          </WayButton>
        </>
      )}
      <WayButton tone="primary" reason={unread} reasonId={id} onClick={() => onUse(main)}>
        {main === 'new' ? 'Open as new voyage' : kind === 'route' ? 'Use route' : 'Use track'}
      </WayButton>
    </div>
  )
}

/** A button that cannot be pressed can still be focused, to learn why. */
function WayButton({
  reason,
  reasonId,
  tone,
  onClick,
  children,
}: {
  tone?: 'primary'
  reason: string | null
  reasonId: string
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button
      {...(tone && { tone })}
      aria-disabled={reason !== null}
      aria-describedby={reason === null ? undefined : reasonId}
      onClick={() => reason === null && onClick()}
    >
      {children}
    </Button>
  )
}

/** Which of a file's lines to take. */
function LineChoice({
  candidates,
  chosenId,
  onChosen,
}: {
  candidates: readonly ImportCandidate[]
  chosenId: string
  onChosen: (id: string) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>
        The file has {candidates.length} {linesWord(candidates)}. Which one?
      </legend>
      <div className={styles.lines}>
        {candidates.map(({ id, name, kind, count, distanceNm }) => (
          <label key={id} className={styles.choice}>
            <input type="radio" name="candidate" checked={id === chosenId} onChange={() => onChosen(id)} />
            <span className={styles.name}>{name || 'Unnamed'}</span>
            <small>
              {kind}, {formatCount(count, 'point')}, {formatDistance(distanceNm)}
            </small>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function linesWord(candidates: readonly ImportCandidate[]): string {
  const kinds = new Set(candidates.map(({ kind }) => kind))
  return kinds.size === 2 ? 'routes and tracks' : kinds.has('track') ? 'tracks' : 'routes'
}

const kinds = [
  { kind: 'route', label: 'Route', means: 'every point becomes a waypoint you can edit' },
  { kind: 'track', label: 'Track', means: 'the points stay unchanged' },
] as const

/** Whether to take a line as a route or as a track, if it can be either. */
function KindChoice({
  kind,
  onChosen,
}: {
  kind: ImportCandidate['kind']
  onChosen: (kind: ImportCandidate['kind']) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>Import as</legend>
      {kinds.map((one) => (
        <label key={one.kind} className={styles.choice}>
          <input type="radio" name="kind" checked={one.kind === kind} onChange={() => onChosen(one.kind)} />
          <span>{one.label}</span>
          <small>{one.means}</small>
        </label>
      ))}
    </fieldset>
  )
}

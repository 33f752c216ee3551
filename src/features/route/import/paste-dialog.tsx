import { useMemo, useState } from 'react'
import { type ListedPosition, readPositionList } from '#src/domain/formats/position-list.ts'
import { appendWaypoint, renameRoute, routeFromPositions } from '#src/domain/route/edit.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route } from '#src/domain/route/route.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { TextArea } from '#src/ui/form/field.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { ImportNotes } from './import-preview.tsx'
import styles from './paste-dialog.module.css'

interface PasteDialogProps {
  /** What was pasted; '' where it still has to be typed. */
  text: string
  onClose: () => void
}

/** The entries of a list that are positions. */
const placesOf = (listed: readonly ListedPosition[]) =>
  listed.flatMap(({ position, name }) => (position ? [{ ...position, name }] : []))

function appended(route: Route, places: ReturnType<typeof placesOf>): Route {
  return places.reduce((longer, { name, ...position }) => appendWaypoint(longer, position, { name }), route)
}

const replaced = (route: Route, places: ReturnType<typeof placesOf>): Route =>
  renameRoute(routeFromPositions('', places, { names: places.map(({ name }) => name) }), route.name)

/** A list of positions as it was understood, before anything changes. */
export function PasteDialog({ text: pasted, onClose }: PasteDialogProps) {
  const route = useRoute()
  const { routeEdited } = useVoyageActions()
  const [text, setText] = useState(pasted)
  const { entries: listed, notes } = useMemo(() => readPositionList(text), [text])
  const places = placesOf(listed)
  const problems = listed.length - places.length
  const room = MAX_EDITABLE_WAYPOINTS - route.waypoints.length
  const amount = formatCount(places.length, 'waypoint')
  const take = (next: Route) => {
    routeEdited(next)
    onClose()
  }
  return (
    <Dialog
      open
      title="Paste positions"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {route.waypoints.length > 0 && (
            <Button
              disabled={places.length < 2 || places.length > MAX_EDITABLE_WAYPOINTS}
              onClick={() => take(replaced(route, places))}
            >
              Replace route
            </Button>
          )}
          <Button
            tone="primary"
            disabled={places.length === 0 || places.length > room}
            onClick={() => take(appended(route, places))}
          >
            {places.length === 0 ? 'Add waypoints' : `Add ${amount}`}
          </Button>
        </>
      }
    >
      <TextArea
        label="One position per line, with or without a name, in any notation"
        rows={5}
        spellCheck={false}
        value={text}
        placeholder={"51°59.012'N 004°02.300'E Maas\n50-30.0N 001-20.0W\n49.96, -2.93"}
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.count} role="status">
        {summary(listed.length, places.length, problems, room)}
      </p>
      {listed.length > 0 && (
        <ol className={styles.list} aria-label="Read as">
          {listed.slice(0, SHOWN).map((entry) => (
            <Entry key={entry.line} {...entry} />
          ))}
          {listed.length > SHOWN && <li className={styles.more}>and {formatNumber(listed.length - SHOWN)} more</li>}
        </ol>
      )}
      {notes.length > 0 && <ImportNotes notes={notes} />}
    </Dialog>
  )
}

/** The most lines listed; more would not tell more about how they were read. */
const SHOWN = 200

function Entry({ line, name, position, problem }: ListedPosition) {
  const { position: notation } = useUnits()
  return (
    <li className={styles.entry} data-problem={problem ? '' : undefined}>
      <span className={styles.line}>{line}</span>
      {position ? (
        <>
          <span>{formatPosition(position, notation)}</span>
          <span className={styles.name}>{name}</span>
        </>
      ) : (
        <span className={styles.problem}>{problem}</span>
      )}
    </li>
  )
}

function summary(lines: number, found: number, problems: number, room: number): string {
  if (lines === 0) return 'Nothing changes until you add them.'
  if (found > room)
    return `A route has at most ${formatNumber(MAX_EDITABLE_WAYPOINTS)} waypoints; there is room for ${formatNumber(room)} of these ${formatNumber(found)}.`
  return problems === 0
    ? `${formatCount(found, 'position')} understood.`
    : `${formatCount(found, 'position')} understood; ${formatCount(problems, 'line')} will be left out.`
}

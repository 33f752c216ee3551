import { Ellipsis, Pin } from 'lucide-react'
import { moveWaypoint, renameWaypoint, setFixedEta, setLegSpeed, setLegType, setStay } from '#src/domain/route/edit.ts'
import type { LegType, Route, Waypoint } from '#src/domain/route/route.ts'
import { schedule, type ScheduleRow } from '#src/domain/route/schedule.ts'
import { minuteBegun } from '#src/domain/time.ts'
import { formatNumber, formatSpeed } from '#src/domain/units/format.ts'
import { formatLatitude, formatLongitude } from '#src/domain/units/position-text.ts'
import { formatDuration, formatUtc, formatUtcFull } from '#src/domain/units/time-text.ts'
import type { TimeBase } from '#src/domain/units/typed-time.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentPlan, voyageActions } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { EditableCell } from '#src/ui/grid/editable-cell.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { readLatitude, readLegSpeed, readLongitude, readStay, readTime } from './cell-values.ts'

// The cells that both tables share: what they show, accept and change.

/** The actions on a row, by key or from its menu. */
export interface RowCommands {
  readonly insert: (id: string) => void
  readonly remove: (id: string) => void
  readonly shift: (id: string, step: 1 | -1) => void
}

/** One waypoint with its schedule. Without the route itself, which would change every row at every edit. */
export interface WaypointRow {
  readonly waypoint: Waypoint
  /** From 0. */
  readonly index: number
  /** Is it the last of the route? */
  readonly last: boolean
  readonly plan: ScheduleRow
  /** Is it the row the keyboard works on? Tab reaches only its controls. */
  readonly active: boolean
  readonly selected: boolean
  readonly commands: RowCommands
}

const edited = (change: (route: Route) => Route) => voyageActions.routeEdited(change(currentPlan().route))
const nameOf = (index: number) => `Waypoint ${index + 1}`

/** Selects the waypoint, or deselects it. */
export function NumberCell({
  waypoint: { id },
  index,
  active,
  selected,
  className,
}: WaypointRow & { className?: string }) {
  const { waypointSelected } = useEditorActions()
  return (
    <button
      type="button"
      className={className}
      tabIndex={active ? 0 : -1}
      aria-pressed={selected}
      aria-label={`Select waypoint ${index + 1}`}
      onClick={() => waypointSelected(selected ? null : id)}
    >
      {index + 1}
    </button>
  )
}

export function NameCell({ waypoint: { id, name }, index, active }: WaypointRow) {
  return (
    <EditableCell
      cell="name"
      label={`${nameOf(index)}, name`}
      text={name}
      placeholder="Name"
      reachable={active}
      read={(value) => ({ value })}
      onCommit={(text) => edited((route) => renameWaypoint(route, id, text))}
    />
  )
}

export function LatitudeCell({ waypoint: { id, position }, index, active }: WaypointRow) {
  const { position: notation } = useUnits()
  return (
    <EditableCell
      cell="lat"
      label={`${nameOf(index)}, latitude`}
      text={formatLatitude(position.lat, notation)}
      reachable={active}
      read={(text) => readLatitude(index + 1, text)}
      onCommit={(lat) => edited((route) => moveWaypoint(route, id, { lat, lon: position.lon }))}
    />
  )
}

export function LongitudeCell({ waypoint: { id, position }, index, active }: WaypointRow) {
  const { position: notation } = useUnits()
  return (
    <EditableCell
      cell="lon"
      label={`${nameOf(index)}, longitude`}
      text={formatLongitude(position.lon, notation)}
      reachable={active}
      read={(text) => readLongitude(index + 1, text)}
      onCommit={(lon) => edited((route) => moveWaypoint(route, id, { lat: position.lat, lon }))}
    />
  )
}

export function LegTypeCell({ waypoint: { id, leg }, index, active }: WaypointRow) {
  return (
    <select
      aria-label={`Leg to waypoint ${index + 1}: type`}
      title="RL rhumb line, GC great circle"
      data-cell="leg"
      tabIndex={active ? 0 : -1}
      value={leg.type}
      onChange={(event) => edited((route) => setLegType(route, id, event.target.value as LegType))}
    >
      <option>RL</option>
      <option>GC</option>
    </select>
  )
}

/** The leg's own speed stands out; one that a fixed ETA requires is underlined, and says so on hovering. */
export function SpeedCell({
  waypoint: { id, leg },
  plan,
  index,
  active,
  unit = true,
}: WaypointRow & { unit?: boolean }) {
  const mark = plan.speedRequired ? 'required' : leg.speedKn === null ? undefined : 'own'
  const title = {
    required: 'Required by the fixed ETA that follows',
    own: 'Speed of this leg; leave empty to use the voyage’s speed',
  }[mark ?? 'own']
  return (
    <EditableCell
      cell="speed"
      label={`Leg to waypoint ${index + 1}, speed`}
      text={unit ? formatSpeed(plan.speedKn) : formatNumber(plan.speedKn, 1)}
      draft={leg.speedKn === null ? '' : formatNumber(leg.speedKn, 1)}
      title={mark ? title : 'The voyage’s speed; type one for this leg'}
      mark={mark}
      reachable={active}
      read={(text) => readLegSpeed(index + 1, text)}
      onCommit={(speedKn) => edited((route) => setLegSpeed(route, id, speedKn))}
    />
  )
}

export function StayCell({ waypoint: { id }, plan: { stayMin }, index, active }: WaypointRow) {
  const text = stayMin > 0 ? formatDuration(stayMin * 60_000) : ''
  return (
    <EditableCell
      cell="stay"
      label={`${nameOf(index)}, stay`}
      text={text}
      placeholder="–"
      reachable={active}
      read={(value) => readStay(index + 1, value)}
      onCommit={(stay) => edited((route) => setStay(route, id, stay))}
    />
  )
}

/** What a typed ETA is read against: the planned one, and for `+6h` the departure from the waypoint before. */
function etaBase(index: number, plannedMs: number | null): TimeBase {
  const { route, departureMs, speedKn } = currentPlan()
  const fromMs = schedule(route, { departureMs, speedKn }).rows[index - 1]?.etdMs ?? null
  return { nearMs: plannedMs ?? fromMs ?? departureMs, fromMs }
}

/** The arrival. A time typed here becomes a fixed ETA; clearing it lets the speeds decide again. */
export function EtaCell({ waypoint: { id }, plan: { etaMs, fixedEtaMs, fault }, index, active }: WaypointRow) {
  const fixed = fixedEtaMs !== null
  return (
    <EditableCell
      cell="eta"
      label={`${nameOf(index)}, ${fixed ? 'fixed ETA' : 'ETA'}`}
      text={formatUtc(fault === null ? etaMs : fixedEtaMs)}
      draft={formatUtcFull(fixedEtaMs ?? etaMs)}
      title={
        fixed
          ? 'Fixed ETA, UTC; leave empty to calculate it from the speeds'
          : `Arrival at waypoint ${index + 1}, UTC; type a time to fix it`
      }
      mark={fault === null ? undefined : 'invalid'}
      icon={fixed ? <Pin aria-hidden="true" /> : undefined}
      reachable={active}
      read={(text) => readTime(index + 1, text, etaBase(index, etaMs ?? fixedEtaMs))}
      onCommit={(ms) => edited((route) => setFixedEta(route, id, ms))}
    />
  )
}

/** At the first waypoint the time is the departure of the voyage. */
export function DepartureCell({ index, plan: { etaMs }, active }: WaypointRow) {
  return (
    <EditableCell
      cell="eta"
      label={`${nameOf(index)}, departure`}
      text={formatUtc(etaMs)}
      draft={formatUtcFull(etaMs)}
      title="Departure (ETD), UTC"
      reachable={active}
      read={(text) => {
        const departureMs = etaMs ?? currentPlan().departureMs
        const time = readTime(index + 1, text, { nearMs: departureMs, fromMs: minuteBegun(Date.now()) })
        return 'value' in time && time.value === null
          ? { problem: 'A voyage needs a departure. Write it as 22 Nov 2026 17:51Z.' }
          : time
      }}
      onCommit={(departureMs) => departureMs !== null && voyageActions.scheduleEdited({ departureMs })}
    />
  )
}

/** The actions of a row's keys for the pointer, so that nothing needs a drag. */
export function RowMenu({ waypoint: { id }, index, last, active, commands }: WaypointRow) {
  const name = `waypoint ${index + 1}`
  return (
    <Menu
      label={`Edit ${name}`}
      trigger={
        <IconButton
          size="small"
          label={`More for ${name}`}
          icon={<Ellipsis aria-hidden="true" />}
          tabIndex={active ? 0 : -1}
        />
      }
      groups={[
        [
          {
            label: index === 0 ? 'Insert waypoint after' : 'Insert waypoint before',
            disabled: index === 0 && last,
            onSelect: () => commands.insert(id),
          },
        ],
        [
          { label: 'Move up', disabled: index === 0, onSelect: () => commands.shift(id, -1) },
          { label: 'Move down', disabled: last, onSelect: () => commands.shift(id, 1) },
        ],
        [{ label: 'Delete waypoint', onSelect: () => commands.remove(id) }],
      ]}
    />
  )
}

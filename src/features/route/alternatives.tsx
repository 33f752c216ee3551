import { Copy, Ellipsis, Eye, EyeOff, Plus } from 'lucide-react'
import { useState } from 'react'
import { type AlternativeSummary, compareAlternatives, MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc } from '#src/domain/units/time-text.ts'
import { withPlan } from '#src/domain/voyage/voyage.ts'
import { useEditorActions, useShownPlan } from '#src/state/editor.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import styles from './alternatives.module.css'
import { MINUTE_MS } from '#src/domain/time.ts'

/** The routes of the voyage side by side: which one is edited, which are drawn, how far and when each arrives. */
export function Alternatives() {
  const voyage = withPlan(useVoyage(), { route: useShownPlan().route })
  const { alternativeDuplicated, alternativeAdded } = useVoyageActions()
  const rows = compareAlternatives(voyage)
  const active = rows.find((row) => row.active)
  if (!active || rows.length === 1) return null // the menu of the route duplicates it
  const full = rows.length >= MAX_ALTERNATIVES
  return (
    <section className={styles.alternatives} aria-label="Alternatives">
      <div className={styles.head}>
        <span>{rows.length} alternatives</span>
        <span className={styles.space} />
        <IconButton
          size="small"
          label={`Duplicate ${active.name}`}
          icon={<Copy aria-hidden="true" />}
          disabled={full}
          onClick={() => alternativeDuplicated()}
        />
        <IconButton
          size="small"
          label="Add an empty alternative"
          icon={<Plus aria-hidden="true" />}
          disabled={full}
          onClick={alternativeAdded}
        />
      </div>
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} active={active} />
        ))}
      </ul>
    </section>
  )
}

function Row({ row, active }: { row: AlternativeSummary; active: AlternativeSummary }) {
  const { id, name, shown, distanceNm, arrivalMs } = row
  const [naming, setNaming] = useState(false)
  const { alternativeActivated, alternativeRenamed, alternativeShown, alternativeDuplicated, alternativeDeleted } =
    useVoyageActions()
  const { waypointSelected } = useEditorActions()
  const activate = () => {
    if (row.active) return
    waypointSelected(null) // its id means another waypoint there
    alternativeActivated(id)
  }
  const Drawn = shown ? Eye : EyeOff
  return (
    <li className={styles.row} data-active={row.active || undefined}>
      {naming ? (
        <NameField
          name={name}
          onDone={(next) => {
            setNaming(false)
            if (next) alternativeRenamed(id, next)
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.choose}
          aria-pressed={row.active}
          aria-label={`${name}, ${formatDistance(distanceNm)}, arrival ${formatUtc(arrivalMs)}`}
          title={[name, comparisonWords(row, active)].filter(Boolean).join(': ')}
          onClick={activate}
          onDoubleClick={() => setNaming(true)}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.figures}>
            <span>{formatDistance(distanceNm)}</span>
            <span className={styles.arrival}>{formatUtc(arrivalMs)}</span>
          </span>
        </button>
      )}
      <IconButton
        size="small"
        label={
          row.active
            ? `${name} is drawn while it is edited`
            : shown
              ? `Hide ${name} on the map`
              : `Show ${name} on the map`
        }
        icon={row.active ? <Eye aria-hidden="true" /> : <Drawn aria-hidden="true" />}
        disabled={row.active}
        onClick={() => alternativeShown(id, !shown)}
      />
      <Menu
        label={`Edit ${name}`}
        trigger={<IconButton size="small" label={`More for ${name}`} icon={<Ellipsis aria-hidden="true" />} />}
        groups={[
          [
            { label: 'Rename', onSelect: () => setNaming(true) },
            { label: 'Duplicate', onSelect: () => alternativeDuplicated(id) },
          ],
          [{ label: 'Delete alternative', onSelect: () => alternativeDeleted(id) }],
        ]}
      />
    </li>
  )
}

/** Once, when the field appears; the menu it was opened from returns focus to its button first. */
const selectAll = (input: HTMLInputElement | null) => void (input && requestAnimationFrame(() => input.select()))

/** @param props.onDone the new name, or '' to keep the old one */
function NameField({ name, onDone }: { name: string; onDone: (name: string) => void }) {
  return (
    <input
      ref={selectAll}
      className={styles.field}
      aria-label={`Name of ${name}`}
      defaultValue={name}
      maxLength={60}
      spellCheck={false}
      onBlur={(event) => onDone(event.target.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') onDone('')
      }}
    />
  )
}

/** `12.3 NM longer and 1 h 10 min later than Route 1`; undefined for the active one, or with nothing to compare. */
function comparisonWords(row: AlternativeSummary, active: AlternativeSummary): string | undefined {
  if (row.active || row.distanceNm === null || active.distanceNm === null) return undefined
  const furtherNm = row.distanceNm - active.distanceNm
  const parts = [
    Math.abs(furtherNm) < 0.05
      ? 'As long'
      : `${formatDistance(Math.abs(furtherNm))} ${furtherNm > 0 ? 'longer' : 'shorter'}`,
  ]
  if (row.arrivalMs !== null && active.arrivalMs !== null) {
    const laterMs = row.arrivalMs - active.arrivalMs
    parts.push(
      Math.abs(laterMs) < MINUTE_MS
        ? 'arriving at the same time'
        : `${formatDuration(Math.abs(laterMs))} ${laterMs > 0 ? 'later' : 'earlier'}`,
    )
  }
  return `${parts.join(' and ')} ${furtherNm === 0 ? 'as' : 'than'} ${active.name}`
}

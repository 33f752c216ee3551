import { type RefObject, useEffect, useMemo, useState } from 'react'
import {
  type Area,
  cornersFault,
  cornersOf,
  effectWords,
  areaEffects,
  MAX_AREA_NAME,
  MAX_AREA_SOURCE,
} from '#src/domain/areas/area.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatPosition, type Notation } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'
import { useUnits } from '#src/state/preferences.ts'
import { usePlan } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, SelectField, TextArea, TextField } from '#src/ui/form/field.tsx'
import styles from './areas-dialog.module.css'

interface AreaFormProps {
  /** As it is; a new one may have no name, and no corners yet. */
  area: Area
  /** Names that the other areas of the voyage have. */
  taken: readonly string[]
  /** Where the keyboard begins. */
  name: RefObject<HTMLInputElement | null>
  /** Why nothing can be kept in the library; undefined: it can. */
  viewer: string | undefined
  onSave: (area: Area, keep: boolean) => void
  onCancel: () => void
}

/** An area as it is typed; it is one of the voyage's once it is saved. */
export function AreaForm({ area, taken, name: nameField, viewer, onSave, onCancel }: AreaFormProps) {
  const { position: notation } = useUnits()
  const { departureMs } = usePlan()
  const base: TimeBase = { nearMs: departureMs, fromMs: departureMs }
  useEffect(() => nameField.current?.focus(), [nameField])
  const [name, setName] = useState(area.name)
  const [effect, setEffect] = useState(area.effect)
  const [source, setSource] = useState(area.source)
  const [from, setFrom] = useState(() => timeText(area.validFromMs))
  const [to, setTo] = useState(() => timeText(area.validToMs))
  const [first] = useState(() => cornersText(area.corners, notation))
  const [corners, setCorners] = useState(first)
  const [keep, setKeep] = useState(false)
  // As typed they are a metre from where they were: what is not changed stays as it is.
  const read = useMemo(
    () => (corners === first && area.corners.length > 0 ? cornersIn(area.corners) : typedCorners(corners)),
    [corners, first, area.corners],
  )
  const plain = name.trim().replace(/\s+/g, ' ')
  const [start, end] = [typedTime(from, base), typedTime(to, base)]
  const isOver =
    'value' in start && 'value' in end && start.value !== null && end.value !== null && end.value < start.value
  const isTaken = taken.includes(plain)
  const save = () => {
    if (plain === '' || isTaken || isOver || 'problem' in start || 'problem' in end || 'problem' in read) return null
    return {
      name: plain,
      effect,
      source: source.trim(),
      validFromMs: start.value,
      validToMs: end.value,
      corners: read.corners,
    }
  }
  const made = save()
  return (
    <div className={styles.form} role="group" aria-label={area.name || 'New area'}>
      <div className={styles.pair}>
        <TextField
          label="Name"
          ref={nameField}
          value={name}
          maxLength={MAX_AREA_NAME}
          error={isTaken ? 'Another area of this voyage has this name.' : undefined}
          onChange={({ target }) => setName(target.value)}
        />
        <SelectField
          label="On a route through it"
          value={effect}
          onChange={({ target }) => setEffect(target.value === 'warn' ? 'warn' : 'avoid')}
        >
          {areaEffects.map((one) => (
            <option key={one} value={one}>
              {effectWords[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Valid from (UTC)"
          value={from}
          placeholder="always"
          {...notesOf(start)}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextField
          label="Valid to (UTC)"
          value={to}
          placeholder="without an end"
          {...(isOver ? { error: 'It ends before it begins.' } : notesOf(end))}
          onChange={({ target }) => setTo(target.value)}
        />
      </div>
      <TextField
        label="Source"
        value={source}
        maxLength={MAX_AREA_SOURCE}
        placeholder="such as a notice or a chart"
        onChange={({ target }) => setSource(target.value)}
      />
      <TextArea
        label="Corners, one position per line, in any notation"
        rows={6}
        spellCheck={false}
        value={corners}
        placeholder={"54°10.0'N 005°30.0'E\n54-10.0N 006-00.0E\n53.9, 5.75"}
        {...('problem' in read
          ? { error: corners.trim() === '' ? undefined : read.problem, hint: 'Three at least.' }
          : { hint: `${formatCount(read.corners.length, 'corner')}; the last is joined to the first.` })}
        onChange={({ target }) => setCorners(target.value)}
      />
      <CheckField
        label="Keep in the library too"
        hint={viewer}
        disabled={viewer !== undefined}
        checked={keep}
        onChange={({ target }) => setKeep(target.checked)}
      />
      <div className={styles.actions}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button tone="primary" disabled={made === null} onClick={() => made && onSave(made, keep)}>
          Save area
        </Button>
      </div>
    </div>
  )
}

const timeText = (ms: number | null) => (ms === null ? '' : formatUtcFull(ms))

const cornersText = (corners: Area['corners'], notation: Notation) =>
  corners.map((corner) => formatPosition(corner, notation)).join('\n')

type TypedEnd = { readonly value: number | null; readonly echo?: string } | { readonly problem: string }

const typedTime = (text: string, base: TimeBase): TypedEnd =>
  text.trim() === '' ? { value: null } : readTypedTime(text, base)

const notesOf = (read: TypedEnd) => ('problem' in read ? { error: read.problem } : { hint: read.echo })

type ReadCorners = { readonly corners: Area['corners'] } | { readonly problem: string }

function cornersIn(corners: Area['corners']): ReadCorners {
  const fault = cornersFault(corners)
  return fault === null ? { corners } : { problem: `The area ${fault}.` }
}

function typedCorners(text: string): ReadCorners {
  const { entries } = readPositionList(text)
  const wrong = entries.find(({ position }) => position === null)
  if (wrong) return { problem: `Line ${wrong.line}: ${wrong.problem}` }
  return cornersIn(cornersOf(entries.flatMap(({ position }) => position ?? [])))
}

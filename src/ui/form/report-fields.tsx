import { asAppError } from '#src/domain/errors.ts'
import type { Position } from '#src/domain/position.ts'
import { parsePosition } from '#src/domain/units/position-grammar.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'
import { messageFor } from '../messages.ts'
import { TextField } from './field.tsx'
import styles from './report-fields.module.css'

/** Where a ship says she was, as it is typed. */
export interface TypedReport {
  readonly place: string
  readonly time: string
}

/** Why what was typed is no report; a field without a problem is null. */
export interface ReportProblems {
  readonly place: string | null
  readonly time: string | null
}

export interface ReadReport {
  /** Null where there are problems. */
  readonly report: { readonly position: Position; readonly timeMs: number } | null
  readonly problems: ReportProblems | null
  /** What the time is taken for, where it was not typed in full. */
  readonly echo: string | undefined
}

/** @param base what the time is read against: the planned one and, for `-2h`, now */
export function readReport({ place, time }: TypedReport, base: TimeBase): ReadReport {
  const position = readPlace(place)
  const at = readTypedTime(time, base)
  const echo = 'echo' in at ? at.echo : undefined
  if ('value' in position && 'value' in at)
    return { report: { position: position.value, timeMs: at.value }, problems: null, echo }
  const problemOf = (read: object) => ('problem' in read ? String(read.problem) : null)
  return { report: null, problems: { place: problemOf(position), time: problemOf(at) }, echo }
}

function readPlace(text: string): { value: Position } | { problem: string } {
  try {
    return { value: parsePosition(text) }
  } catch (error) {
    return { problem: messageFor(asAppError(error).code) }
  }
}

interface ReportFieldsProps {
  value: TypedReport
  problems: ReportProblems | null
  /** What the time is taken for. */
  echo: string | undefined
  onChange: (value: TypedReport) => void
}

/** A ship's position report: where, and when in UTC. */
export function ReportFields({ value, problems, echo, onChange }: ReportFieldsProps) {
  return (
    <div className={styles.fields}>
      <TextField
        label="Reported position"
        value={value.place}
        error={problems?.place ?? undefined}
        onChange={({ target }) => onChange({ ...value, place: target.value })}
      />
      <TextField
        label="Reported at (UTC)"
        value={value.time}
        hint={echo && <span aria-live="polite">{echo}</span>}
        error={problems?.time ?? undefined}
        onChange={({ target }) => onChange({ ...value, time: target.value })}
      />
    </div>
  )
}

import { asAppError } from '#src/domain/errors.ts'
import type { Position } from '#src/domain/position.ts'
import { parsePosition } from '#src/domain/units/position-grammar.ts'
import { parseUtcNear } from '#src/domain/units/time-text.ts'
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

export type ReadReport =
  | { readonly report: { readonly position: Position; readonly timeMs: number }; readonly problems: null }
  | { readonly report: null; readonly problems: ReportProblems }

/** @param nearMs what a time without a year is near to, epoch milliseconds UTC */
export function readReport({ place, time }: TypedReport, nearMs: number): ReadReport {
  const position = tried(() => parsePosition(place))
  const at = tried(() => parseUtcNear(time, nearMs))
  if ('value' in position && 'value' in at)
    return { report: { position: position.value, timeMs: at.value }, problems: null }
  const problemOf = (read: object) => ('problem' in read ? String(read.problem) : null)
  return { report: null, problems: { place: problemOf(position), time: problemOf(at) } }
}

function tried<T>(read: () => T): { value: T } | { problem: string } {
  try {
    return { value: read() }
  } catch (error) {
    return { problem: messageFor(asAppError(error).code) }
  }
}

interface ReportFieldsProps {
  value: TypedReport
  problems: ReportProblems | null
  onChange: (value: TypedReport) => void
}

/** A ship's position report: where, and when in UTC. */
export function ReportFields({ value, problems, onChange }: ReportFieldsProps) {
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
        error={problems?.time ?? undefined}
        onChange={({ target }) => onChange({ ...value, time: target.value })}
      />
    </div>
  )
}

import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Read } from '../grid/editable-cell.tsx'
import { TextField } from './field.tsx'

type DraftFieldProps<T> = FieldProps<T> & (Parsed<T> | Reading<T>)

interface FieldProps<T> {
  label: string
  hideLabel?: boolean
  unit?: string
  unitChoice?: ReactNode
  lead?: string
  hint?: string
  value: T
  format: (value: T) => string
  onCommit: (value: T) => void
  inputMode?: 'decimal' | 'text'
}

interface Parsed<T> {
  /** Null when the text is not a value. */
  parse: (text: string) => T | null
  /** What is wrong, in words that name the form expected. */
  invalid: string
}

interface Reading<T> {
  /** Says itself what is wrong, or what the text is taken for. */
  read: (text: string) => Read<T>
}

function readDraft<T>(how: Parsed<T> | Reading<T>, text: string): Read<T> {
  if ('read' in how) return how.read(text)
  const value = how.parse(text)
  return value === null ? { problem: how.invalid } : { value }
}

/**
 * A text field whose value counts only once it is complete: committed on Enter or on leaving, restored on Escape.
 * Text that cannot be read stays in the field with the reason below; nothing typed is thrown away.
 */
export function DraftField<T>({
  label,
  hideLabel,
  unit,
  unitChoice,
  lead,
  hint,
  value,
  format,
  onCommit,
  inputMode,
  ...how
}: DraftFieldProps<T>) {
  // Read as it is typed, so that what is committed is what the hint says.
  const [draft, setDraft] = useState<{ readonly text: string; readonly read: Read<T> } | null>(null)
  const read = draft?.read ?? { value }

  const commit = () => {
    if (draft === null || 'problem' in read) return
    setDraft(null)
    if (format(read.value) !== format(value)) onCommit(read.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === null) return
    // The first press restores the field; what it is in is closed by the next.
    event.preventDefault()
    setDraft(null)
  }
  return (
    <TextField
      {...{ label, hideLabel, unit, unitChoice, lead, inputMode }}
      hint={'echo' in read ? <span aria-live="polite">{read.echo}</span> : hint}
      value={draft?.text ?? format(value)}
      error={'problem' in read ? read.problem : undefined}
      onChange={({ target }) => setDraft({ text: target.value, read: readDraft(how, target.value) })}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  )
}

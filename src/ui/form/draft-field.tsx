import { type KeyboardEvent, useState } from 'react'
import { TextField } from './field.tsx'

interface DraftFieldProps<T> {
  label: string
  hideLabel?: boolean
  unit?: string
  lead?: string
  hint?: string
  value: T
  format: (value: T) => string
  /** Throws, or returns null, when the text is not a value. */
  parse: (text: string) => T | null
  /** What is wrong, in words that name the form expected. */
  invalid: string
  onCommit: (value: T) => void
  inputMode?: 'decimal' | 'text'
}

function read<T>(parse: (text: string) => T | null, text: string): T | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/**
 * A text field whose value counts only once it is complete: committed on Enter or on leaving, restored on Escape.
 * Text that cannot be read stays in the field with the reason below; nothing typed is thrown away.
 */
export function DraftField<T>({
  label,
  hideLabel,
  unit,
  lead,
  hint,
  value,
  format,
  parse,
  invalid,
  onCommit,
  inputMode,
}: DraftFieldProps<T>) {
  const [draft, setDraft] = useState<string | null>(null)
  const unreadable = draft !== null && read(parse, draft) === null

  const commit = () => {
    if (draft === null) return
    const next = read(parse, draft)
    if (next === null) return
    setDraft(null)
    if (format(next) !== format(value)) onCommit(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') setDraft(null)
  }
  return (
    <TextField
      {...{ label, hideLabel, unit, lead, hint, inputMode }}
      value={draft ?? format(value)}
      error={unreadable ? invalid : undefined}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  )
}

import { type KeyboardEvent, useState } from 'react'
import { asAppError } from '#src/domain/errors.ts'
import { messageFor } from '#src/ui/messages.ts'
import styles from './waypoint-table.module.css'

interface EditableCellProps {
  /** `Waypoint 3, latitude`: what a screen reader says and an error names. */
  label: string
  text: string
  placeholder?: string
  /** Takes the text, or throws an AppError. */
  onCommit: (text: string) => void
}

/** A cell that reads as text and becomes an input on click or Enter. Escape restores; a wrong value stays with its reason. */
export function EditableCell({ label, text, placeholder, onCommit }: EditableCellProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const close = () => {
    setDraft(null)
    setProblem(null)
  }
  const commit = () => {
    if (draft === null || draft.trim() === text) return close()
    try {
      onCommit(draft.trim())
      close()
    } catch (error) {
      setProblem(messageFor(asAppError(error).code))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') close()
  }

  if (draft === null) {
    return (
      <button type="button" className={styles.cell} title={text || undefined} aria-label={`${label}: ${text || 'none'}. Edit`} onClick={() => setDraft(text)}>
        {text || <span className={styles.placeholder}>{placeholder}</span>}
      </button>
    )
  }
  return (
    <span className={styles.editing}>
      <input
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        // The operator asked for this very field a moment ago.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        spellCheck={false}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {problem && <span role="alert" className={styles.problem}>{problem}</span>}
    </span>
  )
}

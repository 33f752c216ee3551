import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './editable-cell.module.css'

/** What was typed: a value, or a sentence that names what is wrong, in a cell the row too. */
export type Read<T> =
  | {
      readonly value: T
      /** What the text is taken for, where it says less. */
      readonly echo?: string
    }
  | { readonly problem: string }

interface EditableCellProps<T> {
  /** The cell's place in its row, such as `lat`, so that up and down keep the column. */
  cell: string
  /** `Waypoint 3, latitude`: what a screen reader says. */
  label: string
  /** The text while it is not edited; '' shows the placeholder. */
  text: string
  /** The text to edit, if different. */
  draft?: string
  placeholder?: string
  /** More than the text, on hovering. */
  title?: string | undefined
  /** Can Tab reach it? Only in the row being worked on. */
  reachable: boolean
  /** own: set for this cell; required: follows from a fixed ETA; invalid: cannot be kept. */
  mark?: 'own' | 'required' | 'invalid' | undefined
  icon?: ReactNode
  read: (text: string) => Read<T>
  onCommit: (value: T) => void
}

/** A cell of text that becomes an input on click or Enter. Escape restores; a wrong value stays with its reason. */
export function EditableCell<T>({
  cell,
  label,
  text,
  draft: editText = text,
  placeholder,
  title = text,
  reachable,
  mark,
  icon,
  read,
  onCommit,
}: EditableCellProps<T>) {
  const [draft, setDraft] = useState<string | null>(null)
  const [result, setResult] = useState<Read<T> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const backToButton = useRef(false)
  const noteId = useId()

  useLayoutEffect(() => {
    // The input is gone: without this the keyboard would start again at the top of the page.
    if (draft === null && backToButton.current) button.current?.focus()
    backToButton.current = false
  }, [draft])

  const close = () => {
    setDraft(null)
    setResult(null)
    setProblem(null)
  }
  const commit = () => {
    if (result === null || draft?.trim() === editText) return close()
    if ('problem' in result) return setProblem(result.problem)
    onCommit(result.value)
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    backToButton.current = event.key === 'Enter' || event.key === 'Escape'
    if (backToButton.current) event.preventDefault() // or the same Enter would press the button that comes back
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') close()
  }

  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        className={styles.cell}
        data-cell={cell}
        data-mark={mark}
        tabIndex={reachable ? 0 : -1}
        title={title || undefined}
        aria-label={`${label}: ${text || 'none'}${mark === 'required' ? ', required' : ''}. Edit`}
        onClick={() => setDraft(editText)}
      >
        {icon}
        {text || <span className={styles.placeholder}>{placeholder}</span>}
      </button>
    )
  }
  const echo = problem === null && result !== null && 'echo' in result && result.echo
  return (
    <span className={styles.editing}>
      <input
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem || echo ? noteId : undefined}
        // The operator asked for this very field a moment ago.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={({ target }) => {
          setDraft(target.value)
          // Read as it is typed, so that what is committed is what is echoed.
          setResult(read(target.value.trim()))
        }}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {problem && (
        <span id={noteId} role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
      {echo && (
        <span id={noteId} role="status" className={styles.echo}>
          {echo}
        </span>
      )}
    </span>
  )
}

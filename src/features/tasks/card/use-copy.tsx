import { type ReactNode, useEffect, useState } from 'react'
import { copyText } from '#src/data/copy-text.ts'
import { TextField } from '#src/ui/form/field.tsx'
import styles from './task-card.module.css'

const TOLD_MS = 3000

interface Copied {
  readonly what: string
  readonly text: string
  readonly isDone: boolean
}

/** Copying to the clipboard, and what to show of it: that it was done, or, where the browser denies it, the text to copy by hand. */
export function useCopy(): { copy: (what: string, text: string) => void; feedback: ReactNode } {
  const [copied, setCopied] = useState<Copied | null>(null)
  useEffect(() => {
    if (!copied?.isDone) return
    const timer = window.setTimeout(() => setCopied(null), TOLD_MS)
    return () => window.clearTimeout(timer)
  }, [copied])
  const copy = (what: string, text: string) => void copyText(text).then((isDone) => setCopied({ what, text, isDone }))
  if (!copied) return { copy, feedback: null }
  const feedback = copied.isDone ? (
    <p className={styles.note} role="status">
      {copied.what} copied.
    </p>
  ) : (
    <TextField
      label={`${copied.what}: this browser lets no page copy, so copy it from here`}
      readOnly
      value={copied.text}
      onFocus={({ currentTarget }) => currentTarget.select()}
    />
  )
  return { copy, feedback }
}

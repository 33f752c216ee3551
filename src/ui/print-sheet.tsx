import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import styles from './print-sheet.module.css'

interface PrintSheetProps {
  title: string
  subtitle: string
  label: string
  children: ReactNode
  /** Printed, or given up. */
  onDone: () => void
}

/** Shows a sheet instead of the screen, prints it, and goes. Mounted means asked for. */
export function PrintSheet({ title, subtitle, label, children, onDone }: PrintSheetProps) {
  const [printedAtMs] = useState(() => Date.now())
  useEffect(() => {
    window.addEventListener('afterprint', onDone)
    // Pictures first: the browser lays the paper out as soon as it is told to print.
    let gone = false
    const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet="asked"] img')]
    void Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined))).then(() => gone || window.print())
    return () => {
      gone = true
      window.removeEventListener('afterprint', onDone)
    }
  }, [onDone])
  return createPortal(
    <article className={styles.sheet} data-print-sheet="asked" aria-label={label}>
      <header className={styles.header}>
        <div>
          <h1>{title}</h1>
          <p>{subtitle}</p>
        </div>
        <p className={styles.printed}>Printed {formatUtcFull(printedAtMs)}</p>
      </header>
      {children}
    </article>,
    document.body,
  )
}

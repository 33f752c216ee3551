import { type ReactNode, useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import styles from './print-sheet.module.css'

interface SheetProps {
  /** Its name for a screen reader. */
  label: string
  title: string
  subtitle: string
  /** For tables whose rows are one long line. */
  isLandscape?: boolean
  children: ReactNode
}

/** A sheet of paper: title, time printed, content. @param asked goes before the sheet that every print has */
function Sheet({
  label,
  title,
  subtitle,
  isLandscape = false,
  children,
  printedAtMs,
  asked = false,
}: SheetProps & { printedAtMs: number; asked?: boolean }) {
  return createPortal(
    <article
      className={styles.sheet}
      data-print-sheet={asked ? 'asked' : ''}
      data-landscape={isLandscape || undefined}
      aria-label={label}
    >
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

/** What every print of the page shows instead of the screen, however it was started. @param sheet made only then */
export function PrintedPage({ sheet }: { sheet: () => SheetProps }) {
  const [printedAtMs, setPrintedAtMs] = useState<number | null>(null)
  useEffect(() => {
    // The browser lays the paper out as soon as this returns.
    const before = () => flushSync(() => setPrintedAtMs(Date.now()))
    const after = () => setPrintedAtMs(null)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return printedAtMs === null ? null : <Sheet {...sheet()} printedAtMs={printedAtMs} />
}

/** Prints one sheet when it is mounted. @param onDone printed, or cancelled */
export function PrintSheet({ onDone, ...sheet }: SheetProps & { onDone: () => void }) {
  const [printedAtMs] = useState(() => Date.now())
  useEffect(() => {
    let gone = false
    window.addEventListener('afterprint', onDone)
    // Pictures first: the browser lays the paper out as soon as it is told to print.
    const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet="asked"] img')]
    void Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined))).then(
      () => gone || window.print(),
    )
    return () => {
      gone = true
      window.removeEventListener('afterprint', onDone)
    }
  }, [onDone])
  return <Sheet {...sheet} printedAtMs={printedAtMs} asked />
}

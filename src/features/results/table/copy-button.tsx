import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '#src/ui/form/button.tsx'
import styles from './results-table.module.css'

/** How long `Copied` is shown. */
const SHOWN_MS = 2000

/** Whether copying worked, shown for two seconds and read aloud. */
export function useCopied(): { copied: boolean; report: (done: boolean) => void; words: ReactNode } {
  const [outcome, setOutcome] = useState<boolean | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const words = (
    <span aria-live="polite" className={outcome === false ? styles.refused : 'visually-hidden'}>
      {outcome === null ? null : outcome ? 'Copied' : 'This browser does not allow copying'}
    </span>
  )
  return { copied: outcome === true, report: setOutcome, words }
}

/** A button that copies at once. @param copy false where the browser denies it */
export function CopyButton({ label, copy }: { label: string; copy: () => Promise<boolean> }) {
  const { copied, report, words } = useCopied()
  return (
    <>
      <Button size="small" icon={copied ? <Check /> : <Copy />} onClick={() => void copy().then(report)}>
        {copied ? 'Copied' : label}
      </Button>
      {words}
    </>
  )
}

import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '#src/ui/form/button.tsx'
import styles from './results-table.module.css'

/** How long `Copied` stands. */
const TOLD_MS = 2000

/** What came of copying, said for two seconds and to a screen reader. */
export function useCopied(): { copied: boolean; tell: (done: boolean) => void; words: ReactNode } {
  const [told, setTold] = useState<boolean | null>(null)
  useEffect(() => {
    if (told === null) return
    const timer = setTimeout(() => setTold(null), TOLD_MS)
    return () => clearTimeout(timer)
  }, [told])
  const words = (
    <span aria-live="polite" className={told === false ? styles.refused : 'visually-hidden'}>
      {told === null ? null : told ? 'Copied' : 'This browser does not allow copying'}
    </span>
  )
  return { copied: told === true, tell: setTold, words }
}

/** A button that copies at once. @param copy false where the browser denies it */
export function CopyButton({ label, copy }: { label: string; copy: () => Promise<boolean> }) {
  const { copied, tell, words } = useCopied()
  return (
    <>
      <Button size="small" icon={copied ? <Check /> : <Copy />} onClick={() => void copy().then(tell)}>
        {copied ? 'Copied' : label}
      </Button>
      {words}
    </>
  )
}

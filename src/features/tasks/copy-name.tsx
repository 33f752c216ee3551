import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '#src/ui/icon-button.tsx'
import { copyText } from './copy-text.ts'
import styles from './task-card.module.css'

/** The task name, which recovery goes by: whole in the tooltip, selectable, and copied by a button where that is allowed. */
export function CopyName({ name }: { name: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = window.setTimeout(() => setCopied(false), 2000)
    return () => window.clearTimeout(timer)
  }, [copied])
  return (
    <>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <IconButton
        size="small"
        label={copied ? 'Copied' : `Copy task name ${name}`}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copyText(name).then(setCopied)}
      />
    </>
  )
}

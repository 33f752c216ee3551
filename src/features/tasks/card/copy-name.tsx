import { Copy } from 'lucide-react'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './task-card.module.css'

/** Date, time and code at the end of a name made here: what tells two tasks of one route apart is never cut off. */
const ending = /-\d{8}-\d{4}-[0-9a-z]{6}$/

/** The task name, which recovery goes by: whole in the tooltip, selectable, and copied by a button. */
export function CopyName({ name, onCopy }: { name: string; onCopy: () => void }) {
  const end = ending.exec(name)?.[0] ?? ''
  return (
    <div className={styles.nameRow}>
      <span className={styles.name} title={name}>
        <span className={styles.start} data-ended={end ? '' : undefined}>
          {name.slice(0, name.length - end.length)}
        </span>
        {end}
      </span>
      <IconButton size="small" label={`Copy task name ${name}`} icon={<Copy />} onClick={onCopy} />
    </div>
  )
}

import { Columns3 } from 'lucide-react'
import { useRef } from 'react'
import { routeColumnToggled, useHiddenColumns } from '#src/state/route-columns.ts'
import { CheckField } from '#src/ui/field.tsx'
import { fullColumns } from './full-columns.tsx'
import styles from './full-route-table.module.css'

/** Which columns are shown; closes when the keyboard leaves it, and on Escape. */
export function ColumnChoice() {
  const hidden = useHiddenColumns()
  const box = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (box.current) box.current.open = false
  }
  return (
    // Escape is a way out of the list, not a control of its own.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details
      ref={box}
      className={styles.choice}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        box.current?.querySelector('summary')?.focus()
      }}
    >
      <summary className={styles.choose}>
        <Columns3 aria-hidden="true" />
        Columns
      </summary>
      <div className={styles.choices} role="group" aria-label="Columns" tabIndex={-1}>
        {fullColumns.map(({ key, label }) => (
          <CheckField key={key} label={label} checked={!hidden.includes(key)} onChange={() => routeColumnToggled(key)} />
        ))}
      </div>
    </details>
  )
}

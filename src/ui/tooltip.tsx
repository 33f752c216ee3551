import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './tooltip.module.css'

/** Words for what has none on the screen. The trigger must be focusable; Escape closes, hovering the words keeps them. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}

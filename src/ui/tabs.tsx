import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

interface TabsProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** `tools` stand at the end of the line of tabs while theirs is chosen. */
  tabs: readonly { value: string; label: ReactNode; tools?: ReactNode; content: ReactNode }[]
  /** Something else offers the choice between them: only the tools are left of the line. */
  listHidden?: boolean
}

/** Panels that take turns; arrows move between the tabs. */
export function Tabs({ label, value, onChange, tabs, listHidden = false }: TabsProps) {
  const tools = tabs.find((tab) => tab.value === value)?.tools
  return (
    <Radix.Root className={styles.root} value={value} onValueChange={onChange}>
      <div className={styles.bar}>
        <Radix.List className={styles.list} aria-label={label} hidden={listHidden}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab}>
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {tools}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className={styles.content}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

import { type ReactNode, useId } from 'react'
import { Tab, TabList } from './tab-list.tsx'
import styles from './tabs.module.css'

interface TabsProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** `tools` are shown at the end of the line while their tab is chosen. */
  tabs: readonly { value: string; label: ReactNode; tools?: ReactNode; content: ReactNode }[]
  /** The choice is offered elsewhere: of the line only the tools remain. */
  listHidden?: boolean
}

/** Panels that take turns; arrows move between the tabs. */
export function Tabs({ label, value, onChange, tabs, listHidden = false }: TabsProps) {
  const id = useId()
  const idOf = (part: 'tab' | 'panel', of: string) => `${id}-${part}-${of}`
  const tools = tabs.find((tab) => tab.value === value)?.tools
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <TabList label={label} className={styles.list} hidden={listHidden}>
          {tabs.map((tab) => (
            <Tab
              key={tab.value}
              id={idOf('tab', tab.value)}
              className={styles.tab}
              selected={tab.value === value}
              controls={idOf('panel', tab.value)}
              onClick={() => onChange(tab.value)}
            >
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tools}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          id={idOf('panel', tab.value)}
          className={styles.content}
          role="tabpanel"
          aria-labelledby={idOf('tab', tab.value)}
          hidden={tab.value !== value}
        >
          {tab.value === value && tab.content}
        </div>
      ))}
    </div>
  )
}

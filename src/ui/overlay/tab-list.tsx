import type { ComponentProps, KeyboardEvent } from 'react'

/** The index of the tab that a key leads to, in a ring. */
const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A line of tabs: one stop for Tab; arrows, Home and End choose in it. After the WAI-ARIA pattern. */
export function TabList({ label, ...rest }: ComponentProps<'div'> & { label: string }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
    const index = tabs.findIndex((tab) => tab === event.target)
    const next = index < 0 ? undefined : tabs[steps[event.key]?.(index, tabs.length) ?? -1]
    if (!next) return
    event.preventDefault()
    next.focus()
    next.click()
  }
  return <div role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} {...rest} />
}

interface TabProps extends ComponentProps<'button'> {
  selected: boolean
  /** The id of what it shows. */
  controls: string
}

export function Tab({ selected, controls, ...rest }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={selected}
      aria-controls={controls}
      tabIndex={selected ? 0 : -1}
      {...rest}
    />
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { type TaskEntry, type Group, type Section, type Sort } from './task-entries.ts'
import styles from './tasks-panel.module.css'
import { Ellipsis } from 'lucide-react'
import { formatCount } from '#src/domain/units/format.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'

const labels: Record<Group, string> = {
  decision: 'Needs a decision',
  running: 'Running',
  waiting: 'Waiting',
  finished: 'Finished',
}
const HEADING_PX = 32
/** The height of a closed card with the gap below; each is measured once it is drawn. */
const CARD_PX = 56

type Item = {
  readonly key: string
  readonly section: Section
  readonly entry: TaskEntry | null
  readonly place: number
}

/** Headings and cards in one list, as the virtualizer counts them. */
const itemsOf = (sections: readonly Section[]): Item[] =>
  sections.flatMap((section) => [
    { key: section.group, section, entry: null, place: 0 },
    ...section.entries.map((entry, index) => ({ key: entry.key, section, entry, place: index + 1 })),
  ])

interface TaskListProps {
  sections: readonly Section[]
  renderEntry: (entry: TaskEntry) => ReactNode
  /** An action on a whole group, at the end of its heading. */
  renderAction: (section: Section) => ReactNode
  /** The submission whose task takes the keyboard once it is in the list. */
  sought: string | null
  onFound: () => void
  /** Above the list, scrolled with it. */
  children?: ReactNode
}

/** Tasks by group. An account may have hundreds, so only those in sight are in the page. */
export function TaskListView({ sections, renderEntry, renderAction, sought, onFound, children }: TaskListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const items = itemsOf(sections)
  // Its functions change without a memo noticing; none of them is passed on from here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.entry ? CARD_PX : HEADING_PX),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 4,
  })
  const soughtIndex = sought ? items.findIndex(({ key }) => key === sought) : -1
  const found = useEffectEvent(onFound)
  const rows = virtualizer.getVirtualItems()
  const isSoughtDrawn = rows.some(({ index }) => index === soughtIndex)
  useEffect(() => {
    if (soughtIndex < 0) return
    virtualizer.scrollToIndex(soughtIndex)
    if (!isSoughtDrawn) return
    scroller.current?.querySelector<HTMLButtonElement>(`[data-index="${soughtIndex}"] button`)?.focus()
    found()
  }, [soughtIndex, isSoughtDrawn, virtualizer])
  const inSight = rows.flatMap(({ index }) => (items[index] ? [{ index, ...items[index] }] : []))
  const before = rows[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0)
  return (
    // The keyboard reaches a list that scrolls through its content; an empty one has nothing to scroll.
    <div ref={scroller} className={styles.scroll}>
      {children}
      <Space heightPx={before} />
      {sections.map((section) => {
        const members = inSight.filter((item) => item.section === section)
        if (members.length === 0) return null
        const { group, entries } = section
        const heading = members.find(({ entry }) => entry === null)
        const cards = members.filter(({ entry }) => entry !== null)
        return (
          <section key={group} aria-label={labels[group]}>
            {heading && (
              <div ref={virtualizer.measureElement} data-index={heading.index} className={styles.heading}>
                <h3>
                  {labels[group]} ({entries.length})
                </h3>
                {renderAction(section)}
              </div>
            )}
            {cards.length > 0 && (
              <ul>
                {cards.map(({ key, index, entry, place }) => (
                  <li
                    key={key}
                    ref={virtualizer.measureElement}
                    data-index={index}
                    className={styles.item}
                    aria-setsize={entries.length}
                    aria-posinset={place}
                  >
                    {entry && renderEntry(entry)}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
      <Space heightPx={after} />
    </div>
  )
}

/** Takes the room of what is out of sight. */
function Space({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <div aria-hidden="true" style={{ height: heightPx }} /> : null
}

const sorts: readonly { value: Sort; label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'name', label: 'By name' },
]

interface ListMenuProps {
  sort: Sort
  onSort: (sort: Sort) => void
  /** How many tasks were taken off this list. */
  removed: number
  onBringBack: () => void
}

/** How the list is shown. */
export function ListMenu({ sort, onSort, removed, onBringBack }: ListMenuProps) {
  return (
    <Menu
      label="List of tasks"
      trigger={<IconButton size="small" label="Sort and show" icon={<Ellipsis />} />}
      groups={[
        sorts.map(({ value, label }) => ({ label, checked: sort === value, onSelect: () => onSort(value) })),
        [
          {
            label: 'Show removed tasks again',
            hint: removed > 0 ? formatCount(removed, 'task') : 'None was removed',
            disabled: removed === 0,
            onSelect: onBringBack,
          },
        ],
      ]}
    />
  )
}

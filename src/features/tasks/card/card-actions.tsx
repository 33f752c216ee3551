import { Ellipsis } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CardAction } from '#src/domain/tasks/card-parts.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { actionHints, actionWords, type Handlers } from './action-words.ts'
import styles from './task-card.module.css'

interface CardActionsProps {
  taskName: string
  actions: readonly CardAction[]
  /** What can be done besides, behind one button. */
  more: readonly CardAction[]
  handlers: Handlers
}

/** Ends a task of somebody's waiting: asked once more, in place. */
const needsAsking = (action: CardAction) => action === 'cancel' || action === 'stop'

/** What can be done with a task. Actions nobody handles here are left out. */
export function CardActions({ taskName, actions, more, handlers }: CardActionsProps) {
  const [asking, setAsking] = useState<CardAction | null>(null)
  const group = useRef<HTMLDivElement>(null)
  const asked = useRef(false)
  const offered = actions.filter((action) => handlers[action])
  const besides = more.filter((action) => handlers[action])

  // The button that was pressed gives way to the question, and the question to the buttons: focus goes along.
  useEffect(() => {
    if (asking !== null) group.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus()
    else if (asked.current) group.current?.querySelector('button')?.focus()
    asked.current = asking !== null
  }, [asking])

  if (asking && offered.includes(asking)) {
    return (
      <div ref={group} className={styles.actions} role="group" aria-label={`Cancel ${taskName}?`}>
        <Button
          size="small"
          onClick={() => {
            setAsking(null)
            handlers[asking]?.()
          }}
        >
          Cancel task
        </Button>
        <Button size="small" onClick={() => setAsking(null)}>
          Keep running
        </Button>
      </div>
    )
  }
  if (offered.length + besides.length === 0) return null
  return (
    <div ref={group} className={styles.actions} role="group" aria-label={`Actions for ${taskName}`}>
      {offered.map((action, index) => (
        <Button
          key={action}
          size="small"
          tone={index === 0 ? 'plain' : 'quiet'}
          onClick={() => (needsAsking(action) ? setAsking(action) : handlers[action]?.())}
          onKeyDown={(event) => {
            const ending = offered.find(needsAsking)
            if (event.key === 'Delete' && ending) setAsking(ending)
          }}
        >
          {actionWords[action]}
        </Button>
      ))}
      {besides.length > 0 && (
        <Menu
          label={`More for ${taskName}`}
          trigger={
            <IconButton size="small" className={styles.more} label={`More for ${taskName}`} icon={<Ellipsis />} />
          }
          groups={[
            besides.map((action) => ({
              label: actionWords[action],
              hint: actionHints[action],
              onSelect: () => handlers[action]?.(),
            })),
          ]}
        />
      )}
    </div>
  )
}

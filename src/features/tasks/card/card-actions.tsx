import type { CardAction } from '#src/domain/tasks/card-parts.ts'
import { NAME_ENDING } from '#src/domain/tasks/task-name.ts'
import { Copy } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './task-card.module.css'
import { copyText } from '#src/data/copy-text.ts'
import { TextField } from '#src/ui/form/field.tsx'

/** Verb and object where the verb alone could mean something else. */
const actionWords: Record<CardAction, string> = {
  'send-now': 'Send now',
  edit: 'Edit',
  discard: 'Discard',
  stop: 'Stop',
  cancel: 'Cancel',
  'show-route': 'Show route',
  show: 'Show',
  export: 'Export',
  remove: 'Remove',
  retry: 'Retry with same request',
  'edit-request': 'Edit request',
  'copy-details': 'Copy details',
  'send-again': 'Send again',
  keep: 'Keep',
  'check-now': 'Check now',
  follow: 'Follow',
  'use-route': 'Use its route',
  'copy-link': 'Copy link',
}

const actionHints: Partial<Record<CardAction, string>> = {
  'copy-link': 'Opens this task at another desk',
  'use-route': 'Makes its line a route of this voyage',
  remove: 'From this list only',
}
/** On a closed card, where the room is short; the whole words are its name. */
const briefWords: Partial<Record<CardAction, string>> = { retry: 'Retry' }

export type Handlers = Partial<Record<CardAction, () => void>>

interface CardActionsProps {
  taskName: string
  actions: readonly CardAction[]
  handlers: Handlers
  isBrief: boolean
  /** The action that waits for a yes or no. */
  asking: CardAction | null
  onAsking: (action: CardAction | null) => void
}

/** Ends a task somebody may be waiting for, so it is confirmed in place. */
export const needsAsking = (action: CardAction) => action === 'cancel' || action === 'stop'

/** The actions of a card. Those without a handler here are left out. */
export function CardActions({ taskName, actions, handlers, isBrief, asking, onAsking }: CardActionsProps) {
  const group = useRef<HTMLDivElement>(null)
  const asked = useRef(false)
  const offered = actions.filter((action) => handlers[action])

  // The pressed button gives way to the question, and the question to the buttons: focus goes along.
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
            onAsking(null)
            handlers[asking]?.()
          }}
        >
          Cancel task
        </Button>
        <Button size="small" onClick={() => onAsking(null)}>
          Keep running
        </Button>
      </div>
    )
  }
  if (offered.length === 0) return null
  return (
    <div ref={group} className={styles.actions} role="group" aria-label={`Actions for ${taskName}`}>
      {offered.map((action, index) => (
        <Button
          key={action}
          size="small"
          tone={index === 0 ? 'plain' : 'quiet'}
          title={actionHints[action]}
          aria-label={actionWords[action]}
          onClick={() => (needsAsking(action) ? onAsking(action) : handlers[action]?.())}
          onKeyDown={({ key }) => {
            const ending = offered.find(needsAsking)
            if (key === 'Delete' && ending) onAsking(ending)
          }}
        >
          {(isBrief ? briefWords[action] : undefined) ?? actionWords[action]}
        </Button>
      ))}
    </div>
  )
}

const TOLD_MS = 3000

interface Copied {
  readonly what: string
  readonly text: string
  readonly isDone: boolean
}

/** Copies to the clipboard, and says so, or, where the browser denies it, shows the text to copy by hand. */
export function useCopy(): { copy: (what: string, text: string) => void; feedback: ReactNode } {
  const [copied, setCopied] = useState<Copied | null>(null)
  useEffect(() => {
    if (!copied?.isDone) return
    const timer = window.setTimeout(() => setCopied(null), TOLD_MS)
    return () => window.clearTimeout(timer)
  }, [copied])
  const copy = (what: string, text: string) => void copyText(text).then((isDone) => setCopied({ what, text, isDone }))
  if (!copied) return { copy, feedback: null }
  const feedback = copied.isDone ? (
    <p className={styles.note} role="status">
      {copied.what} copied.
    </p>
  ) : (
    <TextField
      label={`${copied.what}: this browser does not allow pages to copy; copy it from here`}
      readOnly
      value={copied.text}
      onFocus={({ currentTarget }) => currentTarget.select()}
    />
  )
  return { copy, feedback }
}

/** The task name, which recovery goes by: whole in the tooltip, selectable, and copied by a button; its end is never cut. */
export function CopyName({ name, onCopy }: { name: string; onCopy: () => void }) {
  const end = NAME_ENDING.exec(name)?.[0] ?? ''
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

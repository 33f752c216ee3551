import { type ReactNode, useId, useState } from 'react'
import type { Card, CardAction, CardState } from '#src/domain/tasks/card-parts.ts'
import { messageFor, whatHappened } from '#src/ui/messages.ts'
import { CardActions, CopyName, type Handlers, needsAsking, useCopy } from './card-actions.tsx'
import styles from './task-card.module.css'
import {
  Ban,
  ChevronDown,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock3,
  LoaderCircle,
  Pencil,
  Play,
  RotateCw,
  Zap,
} from 'lucide-react'
import { formatClockNear, formatUtc } from '#src/domain/units/time-text.ts'

/** What the panel tells and hears of an open or closed card. */
export interface CardFold {
  isOpen: boolean
  onToggle: () => void
}

interface TaskCardProps extends CardFold {
  card: Card
  taskName: string
  taskId: string | null
  /** When it was sent, epoch milliseconds; 0: not known. */
  sentMs: number
  nowMs: number
  /** The voyage and alternative it was asked for, in words; empty: sent from elsewhere, so its name has to do. */
  title?: string
  /** Size and variables: one quiet line. */
  about: string
  /** Whose it is, if somebody else's. */
  owner: string | null
  handlers: Handlers
  /** Between the card's words and its actions, once it is open. */
  children?: ReactNode
}

/** A card's words as one text, for the card and for announcing a change. */
export function wordsOf({ code, text }: Pick<Card, 'code' | 'text'>): string {
  return [code && messageFor(code), text].filter(Boolean).join(' ')
}

/** One task in two lines: its state as shape, word and colour, whose weather, and what to do next; opened, all of it. */
export function TaskCard({
  card,
  taskName,
  taskId,
  sentMs,
  nowMs,
  title = '',
  about,
  owner,
  handlers: own,
  isOpen,
  onToggle,
  children,
}: TaskCardProps) {
  const { state, word, code, text, brief, bar, note, stale, details, actions, more } = card
  const { copy, feedback } = useCopy()
  const detailsId = useId()
  const [asking, setAsking] = useState<CardAction | null>(null)
  const handlers: Handlers = {
    'copy-details': () => copy('Details', [taskName, taskId, wordsOf(card), details].filter(Boolean).join('\n')),
    'copy-link':
      taskId === null
        ? undefined
        : () => copy('Link', new URL(`/t/${encodeURIComponent(taskId)}`, window.location.origin).href),
    ...own,
  }
  const offered = actions.filter((action) => handlers[action])
  const ending = offered.find(needsAsking)
  const words = wordsOf(card)
  const buttons = (shown: readonly CardAction[], isBrief: boolean) => (
    <CardActions {...{ taskName, handlers, isBrief, asking }} actions={shown} onAsking={setAsking} />
  )
  return (
    <article className={styles.card} data-state={state} aria-label={`${word}: ${title || taskName}`}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        onClick={onToggle}
        onKeyDown={({ key }) => {
          if (key === 'Delete' && ending) setAsking(ending)
        }}
      >
        <CardIcon state={state} />
        <span className={styles.word} title={word}>
          {word}
        </span>
        <CardTitle words={title || taskName} />
        {owner && (
          <span className={styles.owner} title={`Sent by ${owner}`}>
            {owner}
          </span>
        )}
        <time className={styles.time} title={`Sent ${formatUtc(sentMs || null)}`}>
          {formatClockNear(sentMs || null, nowMs)}
        </time>
        <ChevronDown aria-hidden="true" className={styles.chevron} />
      </button>
      {bar && (
        <div className={styles.bar}>
          <progress
            className={styles.progress}
            data-look={bar.look}
            value={bar.fraction}
            max={1}
            aria-label={`Progress of ${taskName}`}
            aria-valuetext={words}
          />
        </div>
      )}
      {isOpen ? (
        <div id={detailsId} className={styles.opened}>
          {stale && <p className={styles.stale}>{stale}</p>}
          <p className={styles.text}>{words}</p>
          {note && <p className={styles.note}>{note}</p>}
          <p className={styles.about}>
            {[about, sentMs > 0 ? `sent ${formatUtc(sentMs)}` : ''].filter(Boolean).join(' · ')}
          </p>
          <CopyName name={taskName} onCopy={() => copy('Task name', taskName)} />
          {details && (
            <details className={styles.details}>
              <summary>Details</summary>
              <p>{details}</p>
            </details>
          )}
          {children}
          {buttons([...actions, ...more], false)}
        </div>
      ) : (
        <div className={styles.line} data-asks={asking !== null || undefined}>
          <p className={styles.brief} title={[words, note].filter(Boolean).join(' ')}>
            {brief ?? (code ? whatHappened(code) : text)}
          </p>
          {buttons(offered.slice(0, 1), true)}
        </div>
      )}
      {feedback}
    </article>
  )
}

/** Voyage and alternative; where there is no room for both, each gives way, so that alternatives stay told apart. */
function CardTitle({ words }: { words: string }) {
  const [what = '', ...rest] = words.split(' · ')
  return (
    <span className={styles.title} title={words}>
      <span>{what}</span>
      {rest.length > 0 && <span>{` · ${rest.join(' · ')}`}</span>}
    </span>
  )
}

const icons: Record<CardState, typeof Play> = {
  draft: Pencil,
  sending: LoaderCircle,
  queued: Clock3,
  running: Play,
  cancelling: Play,
  done: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
  'finished-anyway': CircleCheck,
  'no-contact': Zap,
  recovered: RotateCw,
  'not-found': CircleQuestionMark,
  lost: CircleQuestionMark,
}

/** The state as a shape; its word is beside it. */
function CardIcon({ state }: { state: CardState }) {
  const Icon = icons[state]
  return <Icon aria-hidden="true" className={styles.icon} data-state={state} />
}

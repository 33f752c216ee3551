import type { ReactNode } from 'react'
import type { Card, CardState } from '#src/domain/tasks/card-parts.ts'
import { messageFor } from '#src/ui/messages.ts'
import { CardActions, CopyName, type Handlers, useCopy } from './card-actions.tsx'
import styles from './task-card.module.css'
import {
  Ban,
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

interface TaskCardProps {
  card: Card
  taskName: string
  taskId: string | null
  /** When it was sent: `22 Nov 17:41Z`. */
  time: string
  /** The voyage and alternative it was asked for, in words; absent: sent from elsewhere, so its name has to do. */
  title?: string
  /** Size and variables: one quiet line. */
  about: string
  isMine: boolean
  /** Whose it is, if somebody else's. */
  owner: string | null
  handlers: Handlers
  /** Between the card's words and its actions. */
  children?: ReactNode
}

/** A card's words as one text, for the card and for announcing a change. */
export function wordsOf({ code, text }: Pick<Card, 'code' | 'text'>): string {
  return [code && messageFor(code), text].filter(Boolean).join(' ')
}

/** One task: its state as shape, word and colour, its name, its details and its actions. */
export function TaskCard({
  card,
  taskName,
  taskId,
  time,
  title = '',
  about,
  isMine,
  owner,
  handlers,
  children,
}: TaskCardProps) {
  const { state, word, bar, note, stale, details, actions, more } = card
  const { copy, feedback } = useCopy()
  const copying: Handlers = {
    'copy-details': () => copy('Details', [taskName, taskId, wordsOf(card), details].filter(Boolean).join('\n')),
    'copy-link':
      taskId === null
        ? undefined
        : () => copy('Link', new URL(`/t/${encodeURIComponent(taskId)}`, window.location.origin).href),
  }
  const name = <CopyName name={taskName} onCopy={() => copy('Task name', taskName)} />
  return (
    <article className={styles.card} data-state={state} aria-label={`${word}: ${title || taskName}`}>
      <div className={styles.head}>
        <CardIcon state={state} />
        <span className={styles.word} title={word}>
          {word}
        </span>
        {isMine && <span className={styles.mine}>Mine</span>}
        {owner && (
          <span className={styles.owner} title={`Sent by ${owner}`}>
            {owner}
          </span>
        )}
        <time className={styles.time}>{time}</time>
      </div>
      {title ? (
        <p className={styles.title} title={title}>
          {title}
        </p>
      ) : (
        name
      )}
      <p className={styles.about}>{about}</p>
      {bar && (
        <div className={styles.bar}>
          <progress
            className={styles.progress}
            data-look={bar.look}
            value={bar.fraction}
            max={1}
            aria-label={`Progress of ${taskName}`}
            aria-valuetext={wordsOf(card)}
          />
        </div>
      )}
      {stale && <p className={styles.stale}>{stale}</p>}
      <p className={styles.text}>{wordsOf(card)}</p>
      {note && <p className={styles.note}>{note}</p>}
      {title && name}
      {details && (
        <details className={styles.details}>
          <summary>Details</summary>
          <p>{details}</p>
        </details>
      )}
      {children}
      <CardActions taskName={taskName} actions={actions} more={more} handlers={{ ...copying, ...handlers }} />
      {feedback}
    </article>
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

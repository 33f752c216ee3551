import type { Card } from '#src/domain/tasks/card.ts'
import { messageFor } from '#src/ui/messages.ts'
import type { Handlers } from './action-words.ts'
import { CardActions } from './card-actions.tsx'
import { CardIcon } from './card-icon.tsx'
import { CopyName } from './copy-name.tsx'
import styles from './task-card.module.css'

interface TaskCardProps {
  card: Card
  taskName: string
  /** When it was sent: `22 Nov 17:41Z`. */
  time: string
  /** Route, size, variables: one quiet line. */
  about: string
  handlers: Handlers
}

/** What a card says in one text, for the card and for the announcement of a change. */
export function wordsOf({ code, text }: Card): string {
  return [code && messageFor(code), text].filter(Boolean).join(' ')
}

/** One task: its state as shape, word and colour, its name, what is known of it, and what can be done. */
export function TaskCard({ card, taskName, time, about, handlers }: TaskCardProps) {
  const { state, word, bar, note, details, actions } = card
  return (
    <li className={styles.card} data-state={state}>
      <div className={styles.head}>
        <CardIcon state={state} />
        <span className={styles.word}>{word}</span>
        <time className={styles.time}>{time}</time>
      </div>
      <CopyName name={taskName} />
      <p className={styles.about}>{about}</p>
      {bar && <div className={styles.bar}><progress className={styles.progress} data-look={bar.look} value={bar.fraction} max={1} aria-label={`Progress of ${taskName}`} aria-valuetext={wordsOf(card)} /></div>}
      <p className={styles.text}>{wordsOf(card)}</p>
      {note && <p className={styles.note}>{note}</p>}
      {details && (
        <details className={styles.details}>
          <summary>Details</summary>
          <p>{details}</p>
        </details>
      )}
      <CardActions taskName={taskName} actions={actions} handlers={handlers} />
    </li>
  )
}

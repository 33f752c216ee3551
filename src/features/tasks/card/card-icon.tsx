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
import type { CardState } from '#src/domain/tasks/card-parts.ts'
import styles from './task-card.module.css'

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

/** The state as a shape; its word stands beside it. */
export function CardIcon({ state }: { state: CardState }) {
  const Icon = icons[state]
  return <Icon aria-hidden="true" className={styles.icon} data-state={state} />
}

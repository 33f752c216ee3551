import { Fragment } from 'react'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { readyText } from '#src/domain/tasks/card.ts'
import { formatCountdown } from '#src/domain/tasks/progress.ts'
import { answerKey, partsWords, type Submission } from '#src/domain/tasks/submission.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { useMedia } from '#src/ui/page/use-media.ts'
import { useOnline } from '#src/ui/page/use-online.ts'
import { endOf } from './task-news.ts'

/** When a server is away for a moment, the cards say so; a notice would only make the page jump. */
const WORTH_TELLING_MS = 8000

interface TaskNoticesProps {
  /** Ended, and not seen since; newest first. */
  ended: readonly Submission[]
  onShow: (key: string) => void
  onOpenTasks: () => void
  onSeen: (which: readonly Submission[]) => void
}

/** What concerns every task at once, and tasks that ended out of sight: notices that stay until seen or outdated. */
export function TaskNotices({ ended, onShow, onOpenTasks, onSeen }: TaskNoticesProps) {
  return (
    <>
      <ContactNotice />
      <WaitNotice />
      {ended.length > 0 && <EndedNotice ended={ended} onShow={onShow} onOpenTasks={onOpenTasks} onSeen={onSeen} />}
    </>
  )
}

function ContactNotice() {
  const { contactLostMs, isSignedOut } = useTasks()
  const tasks = useTaskActions()
  const isOnline = useOnline()
  const nowMs = useClock(undefined, contactLostMs !== null)
  const check = (
    <Button size="small" onClick={() => void tasks.checkNow()}>
      Check now
    </Button>
  )
  if (isSignedOut)
    return (
      <Notice
        wide
        tone="alarm"
        actions={
          <Button size="small" onClick={() => intend('sign-in')}>
            Sign in again
          </Button>
        }
      >
        {messageFor('signed-out')}
      </Notice>
    )
  if (contactLostMs === null || (isOnline && nowMs - contactLostMs < WORTH_TELLING_MS)) return null
  return (
    <Notice wide tone="warn" actions={check}>
      <span role="status">
        {isOnline
          ? `No contact with the service since ${formatClock(contactLostMs)}. You can keep planning; requests will be sent when it answers again.`
          : `Offline since ${formatClock(contactLostMs)}. You can keep planning; requests will be sent when the connection returns.`}
      </span>
    </Notice>
  )
}

/** Says for the whole page that a request waits. */
function WaitNotice() {
  const { busyUntilMs, submissions } = useTasks()
  const nowMs = useClock(undefined, busyUntilMs !== null)
  const isWaiting = submissions.some(({ state, error }) => state === 'unsent' && error?.code === 'busy')
  if (busyUntilMs === null || busyUntilMs <= nowMs || !isWaiting) return null
  return (
    <Notice wide tone="caution">
      The weather service asked us to wait. Next try in {formatCountdown(busyUntilMs - nowMs)}. Your request is kept.
    </Notice>
  )
}

/** So many are named; the rest is counted. On a phone each takes a line or two from the map. */
const MOST_NAMED = { phone: 1, other: 3 } as const

const sentences = {
  done: ({ summary }: Submission) => readyText(summary).replace(/^Ready/, ' is ready'),
  cancelled: () => ': Cancelled at the service. Route and request kept.',
  unknown: () => ' ended without a result. Route and request kept.',
  failed: ({ error }: Submission) => `: ${messageFor(error?.code ?? 'task-failed')}`,
}
const shortSentences = {
  done: () => ' is ready.',
  cancelled: () => ' was cancelled.',
  unknown: () => ' ended without a result.',
  failed: () => ' failed.',
}
const nameOf = ({ parts, taskName }: Submission) => partsWords(parts) || taskName

function EndedNotice({ ended, onShow, onOpenTasks, onSeen }: TaskNoticesProps) {
  const named = ended.slice(0, MOST_NAMED[useMedia('(max-width: 767px)') ? 'phone' : 'other'])
  const others = ended.length - named.length
  const isAlone = ended.length === 1
  const showButton = (one: Submission) =>
    one.state === 'done' && (
      <Button
        key={one.id}
        size="small"
        aria-label={isAlone ? undefined : `Show ${nameOf(one)}`}
        onClick={() => {
          onShow(answerKey(one))
          onSeen([one])
        }}
      >
        Show
      </Button>
    )
  const actions = (
    <>
      {isAlone && named.map(showButton)}
      <Button
        size="small"
        onClick={() => {
          onOpenTasks()
          onSeen(ended)
        }}
      >
        Open tasks
      </Button>
      <Button size="small" tone="quiet" onClick={() => onSeen(ended)}>
        Dismiss
      </Button>
    </>
  )
  const ends = named.map(endOf)
  return (
    <Notice wide tone={ends.includes('failed') ? 'alarm' : ends.includes('done') ? 'ok' : 'info'} actions={actions}>
      {named.map((one) => (
        <Fragment key={one.id}>
          <strong>{nameOf(one)}</strong>
          {(isAlone ? sentences : shortSentences)[endOf(one)](one)} {!isAlone && showButton(one)}{' '}
        </Fragment>
      ))}
      {others > 0 && `${others} more ended.`}
    </Notice>
  )
}

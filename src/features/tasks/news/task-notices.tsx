import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { readyText } from '#src/domain/tasks/card.ts'
import { formatCountdown } from '#src/domain/tasks/progress.ts'
import { answerKey, partsWords, type Submission } from '#src/domain/tasks/submission.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { useOnline } from '#src/ui/page/use-online.ts'

/** A server that is away for a moment is the cards' business; the page would only jump. */
const WORTH_TELLING_MS = 8000

interface TaskNoticesProps {
  /** Ended, and not seen since; newest first. */
  ended: readonly Submission[]
  onShow: (key: string) => void
  onOpenTasks: () => void
  onSeen: () => void
}

/** What concerns every task at once, and what has ended out of sight: sentences that stay until they are no longer true or seen. */
export function TaskNotices({ ended, onShow, onOpenTasks, onSeen }: TaskNoticesProps) {
  return (
    <>
      <ContactNotice />
      <WaitNotice />
      {ended[0] && (
        <EndedNotice
          newest={ended[0]}
          others={ended.length - 1}
          onShow={onShow}
          onOpenTasks={onOpenTasks}
          onSeen={onSeen}
        />
      )}
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
      <Notice wide tone="alarm" actions={check}>
        {messageFor('signed-out')}
      </Notice>
    )
  if (contactLostMs === null || (isOnline && nowMs - contactLostMs < WORTH_TELLING_MS)) return null
  return (
    <Notice wide tone="warn" actions={check}>
      <span role="status">
        {isOnline
          ? `No contact with the weather service since ${formatClock(contactLostMs)}. You can keep planning; requests will be sent when it answers again.`
          : `Offline since ${formatClock(contactLostMs)}. You can keep planning; requests will be sent when the connection returns.`}
      </span>
    </Notice>
  )
}

/** Said for the whole page while a request waits for it. */
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

const tones = { done: 'ok', cancelled: 'info', failed: 'alarm' } as const

function EndedNotice({
  newest,
  others,
  onShow,
  onOpenTasks,
  onSeen,
}: { newest: Submission; others: number } & Pick<TaskNoticesProps, 'onShow' | 'onOpenTasks' | 'onSeen'>) {
  const { parts, taskName, summary, error } = newest
  const state = newest.state === 'done' || newest.state === 'cancelled' ? newest.state : 'failed'
  const words = {
    done: readyText(summary).replace(/^Ready/, 'is ready'),
    cancelled: 'Cancelled at the service. Route and request kept.',
    failed: messageFor(error?.code ?? 'task-failed'),
  }[state]
  const and = (action: () => void) => () => {
    action()
    onSeen()
  }
  const actions = (
    <>
      {state === 'done' && (
        <Button size="small" onClick={and(() => onShow(answerKey(newest)))}>
          Show
        </Button>
      )}
      <Button size="small" onClick={and(onOpenTasks)}>
        Open tasks
      </Button>
      <Button size="small" tone="quiet" onClick={onSeen}>
        Dismiss
      </Button>
    </>
  )
  return (
    <Notice wide tone={tones[state]} actions={actions}>
      <strong>{partsWords(parts) || taskName}</strong>
      {state === 'done' ? ' ' : ': '}
      {words}
      {others > 0 && ` ${others} more ended.`}
    </Notice>
  )
}

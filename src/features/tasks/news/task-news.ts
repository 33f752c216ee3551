import { useEffect, useMemo, useRef } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import {
  answerKey,
  isEndUnknown,
  isFinal,
  isOfVoyage,
  partsWords,
  type Submission,
  wholeOfKey,
} from '#src/domain/tasks/submission.ts'
import { currentShown, useShownKey } from '#src/state/shown-answer.ts'
import { useVoyage, useVoyageId } from '#src/state/voyage.ts'
import { endsSeen, endUnseen, useUnseenEnds } from '#src/state/unseen-ends.ts'
import { readyText } from '#src/domain/tasks/card.ts'
import { usePreference } from '#src/state/preferences.ts'
import { messageFor } from '#src/ui/messages.ts'

/** Not if it was cancelled from here. */
const isNews = ({ state, cancelAskedMs }: Submission) =>
  isFinal({ state }) && !(state === 'cancelled' && cancelAskedMs !== null)

/** Reports each task that ends while this page is open; one that had ended before is not news. */
function useTaskNews(onEnded: (submission: Submission) => void): void {
  const { submissions } = useTasks()
  const running = useRef<ReadonlySet<string>>(new Set())
  const latest = useRef(onEnded)
  useEffect(() => {
    latest.current = onEnded
  })
  useEffect(() => {
    const before = running.current
    running.current = new Set(submissions.filter((submission) => !isFinal(submission)).map(({ id }) => id))
    for (const submission of submissions)
      if (before.has(submission.id) && isNews(submission)) latest.current(submission)
  }, [submissions])
}

export interface EndedTasks {
  /** Newest first. */
  readonly ended: readonly Submission[]
  readonly seen: (which: readonly Submission[]) => void
}

const isShown = (submission: Submission, shownKey: string | null) =>
  shownKey !== null && wholeOfKey(shownKey).whole === answerKey(submission)
/** Its voyage is not the open one, so among the cards its end would go unnoticed. */
const isAway = (submission: Submission, voyageId: string) =>
  submission.state === 'done' && submission.parts.length > 0 && !isOfVoyage(submission, voyageId)
const isInSight = () => document.visibilityState === 'visible'

/**
 * Tasks that have ended, with neither card nor answer seen since, here or before a reload; an answer for another voyage
 * than the open one waits until it is looked at.
 * @param cardsInSight the panel with the cards is open
 */
export function useEndedTasks(cardsInSight: boolean): EndedTasks {
  const shownKey = useShownKey()
  const voyageId = useVoyageId()
  const { submissions } = useTasks()
  const unseenIds = useUnseenEnds()
  const ended = useMemo(
    () => unseenIds.flatMap((id) => submissions.find((one) => one.id === id && isNews(one)) ?? []),
    [unseenIds, submissions],
  )
  useTaskNews((submission) => {
    // An answer that shows itself in the open voyage is not news.
    if (!(isInSight() && isShown(submission, currentShown()?.key ?? null))) endUnseen(submission.id)
  })
  useEffect(() => {
    const shown = ended.filter((one) => isShown(one, shownKey) || (cardsInSight && !isAway(one, voyageId)))
    if (shown.length === 0) return
    const look = () => isInSight() && seen(shown)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ended, cardsInSight, shownKey, voyageId])
  return { ended, seen }
}

const seen = (which: readonly Submission[]) => endsSeen(which.map(({ id }) => id))

const signs = { done: '✓', failed: '✕', cancelled: '⃠', unknown: '⃠' } as const
const ends = { done: 'ready', failed: 'failed', cancelled: 'cancelled', unknown: 'ended without a result' } as const
/** How a task ended, as far as the service says. */
export const endOf = (submission: Submission): keyof typeof ends =>
  isEndUnknown(submission)
    ? 'unknown'
    : submission.state === 'done' || submission.state === 'cancelled'
      ? submission.state
      : 'failed'

/** Route names may be of any length. */
const shortName = ({ parts, taskName }: Submission): string => (partsWords(parts) || taskName).slice(0, 40)

/** `✓ RTM–HAL ready`, `✕ RTM–HAL failed`: for the title or a desktop notice. */
function endedWords(submission: Submission): string {
  const end = endOf(submission)
  return `${signs[end]} ${shortName(submission)} ${ends[end]}`
}

/**
 * The document's title follows tasks: `▶2 RTM–HAL` while they run, then `✓ RTM–HAL ready` or `✕ RTM–HAL failed`.
 * @param ended those that have ended and have not been seen since, newest first
 */
export function useTitleAlerts([newest]: readonly Submission[]): void {
  const { submissions } = useTasks()
  const { name } = useVoyage()
  const active = submissions.filter((submission) => !isFinal(submission))
  const alert = newest ? endedWords(newest) : active[0] ? `▶${active.length} ${shortName(active[0])}` : null
  const title = alert ?? (name ? `${name} – Fairway` : 'Fairway')
  useEffect(() => {
    document.title = title
  }, [title])
}

function bodyOf(submission: Submission): string {
  const { summary, error } = submission
  const end = endOf(submission)
  if (end === 'done') return readyText(summary)
  return end === 'failed' ? messageFor(error?.code ?? 'task-failed') : 'Route and request kept.'
}

/** Shows a desktop notice when a task ends while nobody looks at the page, if the operator has switched that on. */
export function useDesktopNotices(onShow: (key: string) => void): void {
  const wanted = usePreference('desktopNotices')
  useTaskNews((submission) => {
    if (!wanted || document.hasFocus() || typeof Notification === 'undefined' || Notification.permission !== 'granted')
      return
    try {
      // The tag is the same in every tab, so that the desktop shows it once.
      const notice = new Notification(endedWords(submission), {
        body: bodyOf(submission),
        tag: submission.id,
        icon: '/icon.svg',
      })
      notice.onclick = () => {
        window.focus()
        notice.close()
        if (submission.state === 'done') onShow(answerKey(submission))
      }
    } catch {
      // Some browsers allow notifications from service workers only; title and badge still tell.
    }
  })
}

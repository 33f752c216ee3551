import { answerKey, type Submission } from '#src/domain/tasks/submission.ts'
import { readyText } from '#src/domain/tasks/card.ts'
import { usePreference } from '#src/state/preferences.ts'
import { messageFor } from '#src/ui/messages.ts'
import { endedWords } from './ended-words.ts'
import { useTaskNews } from './use-task-news.ts'

function bodyOf({ state, summary, error }: Submission): string {
  if (state === 'done') return readyText(summary)
  return state === 'failed' ? messageFor(error?.code ?? 'task-failed') : 'Route and request kept.'
}

/** Tells on the desktop of a task that ends while nobody looks at the page, where the operator has switched that on. */
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
      // Some browsers have notifications for service workers only; the title and the badge tell all the same.
    }
  })
}

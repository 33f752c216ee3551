import { useMutation } from '@tanstack/react-query'
import { taskMutations, useRights, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import { capWords, usageWords } from '#src/domain/metocean/daily-usage.ts'
import { cautionWords, refusalWords } from '#src/domain/metocean/window-words.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { rightsOf, VIEWER_WORDS } from '#src/domain/tasks/rights.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { cardOf } from '#src/domain/tasks/card.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import styles from './departures.module.css'

interface SurveyRequest extends Pick<RequestPlan, 'count' | 'tooOld' | 'tooLate' | 'mode'> {
  readonly variables: number
  /** What is asked for, in words. */
  readonly what: string
}

/** What asking for a survey costs, in words, and everything that prevents it. */
export function surveyCost(asked: SurveyRequest, about: About | null, nowMs: number) {
  const served = servedWindow(about, nowMs)
  const cost = asked.count * asked.variables
  const words = [
    asked.what,
    `${formatNumber(cost)} points × variables`,
    asked.mode === 'sync'
      ? 'usually answered within a minute'
      : 'runs in the background; the page may be closed meanwhile',
    usageWords(about?.usage, nowMs),
  ]
  return {
    words: words.filter(Boolean).join(' · '),
    caution: cautionWords(asked, served, nowMs),
    blocked:
      (rightsOf(about).maySend ? null : VIEWER_WORDS) ??
      refusalWords(asked, served, nowMs) ??
      capWords(about?.usage, cost, nowMs),
  }
}

/** A survey as it is submitted, named after its voyage and what it is. */
export const surveyDraft = (
  voyage: Voyage,
  what: string,
  asked: Pick<RequestDraft, 'points' | 'parts' | 'mode' | 'variables'>,
): RequestDraft => ({
  ...asked,
  slug: `${voyage.request.slug || voyageTitle(voyage)} ${what}`,
  windHeightM: voyage.request.windHeightM,
  receiveMail: false,
  email: null,
})

/** A number as it is typed, with either decimal mark; NaN: none. For fields that register as numbers. */
export const typedNumber = (text: unknown): number =>
  String(text).trim() === '' ? NaN : Number(String(text).replace(',', '.'))

/** A request under way, in the words of its card. */
export function SurveyAwaited({ submission, label }: { submission: Submission; label: string }) {
  const tasks = useTaskActions()
  const { progressByTask, contactLostMs, nextLookMs, retryMs, lost, candidates } = useTasks()
  const { maySend } = useRights()
  const nowMs = useClock()
  const { mutate: cancel } = useMutation(taskMutations.cancel(tasks))
  const { id, taskId } = submission
  const card = cardOf(submission, {
    nowMs,
    contactLostMs,
    nextLookMs,
    taskProgress: taskId === null ? null : (progressByTask.get(taskId) ?? null),
    retryMs: retryMs.get(id) ?? null,
    lost: lost.has(id),
    candidates: candidates.get(id)?.length ?? 0,
  })
  return (
    <div className={styles.awaited}>
      <span role="status">
        {card.text.startsWith(card.word) ? card.text : [card.word, card.text].filter(Boolean).join(': ')}
      </span>
      {card.bar && <progress value={card.bar.fraction} max={1} aria-label={label} />}
      {maySend && (card.actions.includes('cancel') || card.actions.includes('stop')) && (
        <Button size="small" onClick={() => cancel(submission)}>
          Cancel
        </Button>
      )}
    </div>
  )
}

/** Why the last request brought nothing. */
export function SurveyEnded({ submission: { state, error } }: { submission: Submission }) {
  if (state === 'cancelled') return <Notice>The last request was cancelled.</Notice>
  return state === 'failed' ? <Notice tone="alarm">{messageFor(error?.code ?? 'task-failed')}</Notice> : null
}

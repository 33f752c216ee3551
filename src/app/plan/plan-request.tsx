import { useMutation } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import { type MailOffer, mailProblem } from '#src/domain/metocean/wire/mail.ts'
import { cautionWords, onlyForecastLabel, refusalWords } from '#src/domain/metocean/window-words.ts'
import { planRequest } from '#src/domain/voyage/request-plan.ts'
import { capWords, usageWords } from '#src/domain/metocean/daily-usage.ts'
import { rightsOf, VIEWER_WORDS } from '#src/domain/tasks/rights.ts'
import type { RequestChoices, Voyage } from '#src/domain/voyage/voyage.ts'
import { RequestPanel } from '#src/features/request/request-panel.tsx'
import { useClock } from '#src/state/clock.ts'
import { usePreference } from '#src/state/preferences.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import { useTasksPanel } from '../shell/use-tasks-panel.ts'
import { isPressedAgain, pressForgotten, requestDraft } from './send-request.ts'
import { useAskedBefore } from './use-asked-before.ts'
import { MINUTE_MS } from '#src/domain/time.ts'

const noMail: MailOffer = {
  available: false,
  reason: 'The server has not said yet whether it can send mail.',
}

interface PlanRequestProps {
  about: About | null
  /** Shows an answer. */
  onShow: (key: string) => void
}

/** The Request tab joined to the app: the points of the voyage go in, the outbox takes what comes out. */
export function PlanRequest({ about, onShow }: PlanRequestProps) {
  const voyage = useVoyage()
  const nowMs = useClock(MINUTE_MS)
  const address = usePreference('mailAddress')
  const { announced } = useTasksPanel()
  const { asked, isAsked, sent, isSent } = useAskedBefore(voyage, onShow)
  const { plan, outside } = useMemo(
    () => readyToSend(voyage, { about, address, nowMs }),
    [voyage, about, address, nowMs],
  )

  const usage = usageWords(about?.usage, nowMs)
  useFreshUsage(usage !== null)
  const { mutateAsync: submit } = useMutation(taskMutations.submit(useTaskActions()))

  // Every way to send comes here; the content decides whether it is a new request.
  const send = async (choices: RequestChoices, onlyForecast: boolean) => {
    const atMs = Date.now()
    const chosen = { ...currentVoyage(), request: choices }
    const ready = readyToSend(chosen, { about, address, nowMs: atMs })
    if (ready.plan.blocked) return
    const draft = requestDraft(chosen, {
      mode: ready.plan.mode,
      untilMs: onlyForecast ? ready.served.toMs : null,
      email: ready.email,
    })
    if (isPressedAgain(draft, atMs) || isAsked(draft, atMs)) return
    try {
      await submit(draft)
    } catch (cause) {
      pressForgotten()
      throw cause
    }
    sent()
    announced()
  }
  return (
    <RequestPanel
      plan={plan}
      usage={usage}
      outside={outside}
      mail={about?.mail ?? noMail}
      asked={asked}
      isSent={isSent}
      onSend={send}
    />
  )
}

/** What was sent counts at once, where it counts. */
function useFreshUsage(isCapped: boolean): void {
  const { client } = useTaskActions()
  const { submissions } = useTasks()
  const sent = submissions.filter(({ state }) => state !== 'unsent' && state !== 'sending').length
  useEffect(() => {
    if (isCapped && sent > 0) void client.invalidateQueries({ queryKey: aboutQuery().queryKey })
  }, [client, isCapped, sent])
}

/** What would be sent at a moment, and everything that prevents it. */
function readyToSend(
  voyage: Voyage,
  { about, address, nowMs }: { about: About | null; address: string; nowMs: number },
) {
  const mail = about?.mail ?? noMail
  const served = servedWindow(about, nowMs)
  const counts = planRequest(voyage, served)
  // A direct request is answered at once; nobody is mailed.
  const isMailed = voyage.request.receiveMail && mail.available && counts.mode === 'async'
  const blocked =
    (rightsOf(about).maySend ? null : VIEWER_WORDS) ??
    counts.blocked ??
    refusalWords(counts, served, nowMs) ??
    capWords(about?.usage, counts.count * voyage.request.variables.length, nowMs) ??
    (isMailed && !mail.address ? mailProblem(address, mail) : null)
  const words = blocked ? '' : cautionWords(counts, served, nowMs)
  return {
    served,
    email: isMailed ? (mail.address ?? address.trim()) : null,
    plan: { ...counts, blocked },
    outside: words ? { words, cutLabel: counts.tooLate > 0 ? onlyForecastLabel(served, nowMs) : null } : null,
  }
}

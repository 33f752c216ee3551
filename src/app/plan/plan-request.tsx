import { useMutation } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/contract.ts'
import { type MailOffer, mailProblem } from '#src/domain/metocean/mail.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { planRequest } from '#src/domain/voyage/request-plan.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { RequestPanel } from '#src/features/request/request-panel.tsx'
import { usePreference } from '#src/state/preferences.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { useTasksPanel } from '../shell/use-tasks-panel.ts'
import { useClock } from '../use-clock.ts'
import { sendRequest } from './send-request.ts'

const MINUTE_MS = 60_000
const noMail: MailOffer = { available: false, reason: 'Mail is not known to be available: the server has not answered yet.' }

/** The Request tab joined to what it needs: the points of the voyage before, the outbox after. */
export function PlanRequest({ about }: { about: About | null }) {
  const voyage = useVoyage()
  const nowMs = useClock(MINUTE_MS)
  const mail = about?.mail ?? noMail
  const address = usePreference('mailAddress')
  const points = useMemo(() => planRequest(voyage, nowMs), [voyage, nowMs])
  // A direct request is answered at once; nobody is mailed.
  const isMailed = voyage.request.receiveMail && mail.available && points.mode === 'async'
  const plan = { ...points, blocked: points.blocked ?? (isMailed && !mail.address ? mailProblem(address, mail) : null) }
  const { announced } = useTasksPanel()

  const { mutateAsync: submit } = useMutation(taskMutations.submit(useTaskActions()))
  const sent = useRef<{ voyage: Voyage; atMs: number } | null>(null)

  const send = async (onlyForecast: boolean) => {
    // A double click, or a key held down, is one wish; what was changed in between is another.
    const atMs = Date.now()
    if (sent.current?.voyage === voyage && atMs - sent.current.atMs < pollPolicy.doubleClickMs) return
    sent.current = { voyage, atMs }
    await sendRequest(submit, voyage, { mode: plan.mode, onlyForecast, email: isMailed ? (mail.address ?? address.trim()) : null })
    announced()
  }
  return <RequestPanel plan={plan} mail={mail} onSend={send} />
}

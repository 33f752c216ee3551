import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useRef, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { askedAlternatives, type RequestPlan, sailableAlternatives } from '#src/domain/voyage/request-plan.ts'
import { activePlan, type RequestChoices, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useIntent } from '#src/state/intents.ts'
import { currentVoyage, useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { useHeldKey } from '#src/ui/form/use-held-key.ts'
import {
  AlternativesField,
  MailFields,
  RequestForm,
  SamplingFields,
  SendingFields,
  VariableFields,
} from './request-fields.tsx'
import styles from './request-panel.module.css'
import { type AskedBefore, type Outside, SendBar } from './send-bar.tsx'

interface RequestPanelProps {
  plan: RequestPlan
  /** How much of the day's share is used; null: nothing is capped. */
  usage?: string | null
  /** What to know about points outside the times served; null: there are none, or nothing can be sent. */
  outside: Outside | null
  mail: MailOffer
  /** The same request was sent lately; null: it was not, or the button has not been pressed yet. */
  asked: AskedBefore | null
  /** The request as it is now was sent. */
  isSent?: boolean
  /**
   * Stores and sends what the form holds, once it is valid; `onlyForecast` leaves out points beyond the forecast.
   * Rejects with an AppError.
   */
  onSend: (choices: RequestChoices, onlyForecast: boolean) => Promise<void>
}

/** The Request tab: what to ask for, how finely, how to send it. Each voyage starts with a fresh form. */
export function RequestPanel(props: RequestPanelProps) {
  const { id } = useVoyage()
  return <RequestFormPanel key={id} {...props} />
}

function RequestFormPanel({ plan, usage = null, outside, mail, asked, isSent = false, onSend }: RequestPanelProps) {
  const voyage = useVoyage()
  const form = useForm<RequestForm>({
    resolver: zodResolver(RequestForm),
    mode: 'onChange',
    defaultValues: valuesOf(voyage.request),
  })
  const panel = useRef<HTMLFormElement>(null)
  useKeptChoices(form)

  // Ctrl+Enter sends from anywhere, or leads to the button that says what has to be decided.
  useIntent('get-weather', () => panel.current?.requestSubmit())
  const { busy, failure, send } = useSending((onlyForecast) =>
    form.handleSubmit((choices) => onSend(choices, onlyForecast))(),
  )
  const sailable = sailableAlternatives(voyage).length

  return (
    // The form is one landmark of the tab; the key only repeats what its button does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={panel}
      className={styles.panel}
      aria-label="Request"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (plan.blocked || outside) panel.current?.querySelector<HTMLButtonElement>('[data-send]')?.focus()
        else void send(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault() // the command of the same keys would ask a second time
        panel.current?.requestSubmit()
      }}
    >
      <div className={styles.fields}>
        <VariableFields form={form} />
        {sailable > 1 && <AlternativesField form={form} count={sailable} />}
        <SamplingFields
          form={form}
          plan={plan}
          usage={usage}
          hasTrack={askedAlternatives(voyage).every((one) => one.plan.track !== null)}
        />
        <SendingFields form={form} voyageName={voyage.name || activePlan(voyage).route.name} mode={plan.mode} />
        <MailFields form={form} mail={mail} mode={plan.mode} />
      </div>
      <SendBar
        {...{ plan, outside, asked, isSent, busy, failure }}
        errors={form.formState.errors}
        onSend={(onlyForecast) => void send(onlyForecast)}
      />
    </form>
  )
}

/** Where all ways to send meet, buttons, keys and commands: whether a request is under way, and how it ended. */
function useSending(onSend: (onlyForecast: boolean) => Promise<void>) {
  const voyage = useVoyage()
  const [failed, setFailed] = useState<{ error: AppError; voyage: Voyage } | null>(null)
  const [busy, setBusy] = useState(false)
  const isHeld = useHeldKey()
  const send = async (onlyForecast: boolean) => {
    if (isHeld()) return // asked before anything waits, as the key may be let go by then
    setBusy(true)
    setFailed(null)
    try {
      await onSend(onlyForecast)
    } catch (error) {
      setFailed({ error: asAppError(error), voyage: currentVoyage() })
    } finally {
      setBusy(false)
    }
  }
  // Of another plan or other choices it says nothing.
  return { busy, failure: failed?.voyage === voyage ? failed.error : null, send }
}

const valuesOf = (choices: RequestChoices): RequestForm => ({ ...choices, variables: [...choices.variables] })

/**
 * Choices are saved with the voyage as soon as they are valid; an invalid one stays in the form with its reason.
 * Choices made elsewhere, such as an earlier request to be edited, come into the form.
 */
function useKeptChoices({ subscribe, reset }: UseFormReturn<RequestForm>): void {
  const { request } = useVoyage()
  const { requestChosen } = useVoyageActions()
  const kept = useRef<RequestChoices>(request)
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const read = RequestForm.safeParse(values)
          // Called for more than values; setting the same choices would make a new voyage object.
          if (!read.success || JSON.stringify(read.data) === JSON.stringify(valuesOf(kept.current))) return
          kept.current = read.data
          requestChosen(read.data)
        },
      }),
    [subscribe, requestChosen],
  )
  useEffect(() => {
    if (request === kept.current) return
    kept.current = request
    reset(valuesOf(request))
  }, [request, reset])
}

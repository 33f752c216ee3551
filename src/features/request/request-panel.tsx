import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useRef, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { askedAlternatives, type RequestPlan, sailableAlternatives } from '#src/domain/voyage/request-plan.ts'
import { activePlan, type RequestChoices } from '#src/domain/voyage/voyage.ts'
import { useIntent } from '#src/state/intents.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
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
  /** What is to be known of points outside the times served; null: none is, or nothing can be sent. */
  outside: Outside | null
  mail: MailOffer
  /** The same request was asked for lately; null: it was not, or nobody has pressed yet. */
  asked: AskedBefore | null
  /**
   * Stores and sends what the form holds, once it is valid; `onlyForecast` leaves out the points after the forecast.
   * Rejects with an AppError.
   */
  onSend: (choices: RequestChoices, onlyForecast: boolean) => Promise<void>
}

/** The Request tab: what to ask, how finely, how to send it. The form starts anew with each voyage. */
export function RequestPanel(props: RequestPanelProps) {
  const { id } = useVoyage()
  return <RequestFormPanel key={id} {...props} />
}

function RequestFormPanel({ plan, outside, mail, asked, onSend }: RequestPanelProps) {
  const voyage = useVoyage()
  const form = useForm<RequestForm>({
    resolver: zodResolver(RequestForm),
    mode: 'onChange',
    defaultValues: valuesOf(voyage.request),
  })
  const panel = useRef<HTMLFormElement>(null)
  useKeptChoices(form)

  // Ctrl+Enter sends from anywhere, or leads to the button that says what there is to decide.
  useIntent('get-weather', () => panel.current?.requestSubmit())
  const { busy, failure, send } = useSending((onlyForecast) =>
    form.handleSubmit((choices) => onSend(choices, onlyForecast))(),
  )
  const sailable = sailableAlternatives(voyage).length

  return (
    // The form is one landmark of the tab; the key only repeats what its own button does.
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
          hasTrack={askedAlternatives(voyage).every((one) => one.plan.track !== null)}
        />
        <SendingFields form={form} voyageName={voyage.name || activePlan(voyage).route.name} mode={plan.mode} />
        <MailFields form={form} mail={mail} mode={plan.mode} />
      </div>
      <SendBar
        {...{ plan, outside, asked, busy, failure }}
        errors={form.formState.errors}
        onSend={(onlyForecast) => void send(onlyForecast)}
      />
    </form>
  )
}

/** Where all ways to send meet, buttons, keys and commands: whether it is under way, and what came of it. */
function useSending(onSend: (onlyForecast: boolean) => Promise<void>) {
  const [failure, setFailure] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const isHeld = useHeldKey()
  const send = async (onlyForecast: boolean) => {
    if (isHeld()) return // asked here, before anything waits: by then the key may be let go
    setBusy(true)
    setFailure(null)
    try {
      await onSend(onlyForecast)
    } catch (error) {
      setFailure(asAppError(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, send }
}

const valuesOf = (choices: RequestChoices): RequestForm => ({ ...choices, variables: [...choices.variables] })

/**
 * Choices persist with the voyage as soon as they are valid; an invalid one stays in the form with its reason. What is
 * chosen for the voyage elsewhere, such as an earlier request to be edited, comes into the form.
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
          // It is called for more than values; the same choices again would make the voyage another one.
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

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import type { MailOffer } from '#src/domain/metocean/mail.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { useOffer } from '#src/state/offers.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { MailFields } from './mail-fields.tsx'
import { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'
import { SamplingFields } from './sampling-fields.tsx'
import { SendBar } from './send-bar.tsx'
import { SendingFields } from './sending-fields.tsx'
import { VariableFields } from './variable-fields.tsx'

interface RequestPanelProps {
  plan: RequestPlan
  mail: MailOffer
  /** Stores and sends; `onlyForecast` leaves out the points after the 10-day forecast. Rejects with an AppError. */
  onSend: (onlyForecast: boolean) => Promise<void>
}

/** The Request tab: what to ask, how finely, how to send it. The form starts anew with each voyage. */
export function RequestPanel(props: RequestPanelProps) {
  const { id } = useVoyage()
  return <RequestFormPanel key={id} {...props} />
}

function RequestFormPanel({ plan, mail, onSend }: RequestPanelProps) {
  const voyage = useVoyage()
  const { requestChosen } = useVoyageActions()
  const form = useForm<RequestForm>({
    resolver: zodResolver(RequestForm),
    mode: 'onChange',
    defaultValues: { ...voyage.request, variables: [...voyage.request.variables] },
  })
  const panel = useRef<HTMLFormElement>(null)
  const { subscribe } = form

  // Choices persist with the voyage as soon as they are valid; an invalid one stays in the form with its reason.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          const read = RequestForm.safeParse(values)
          if (read.success) requestChosen(read.data)
        },
      }),
    [subscribe, requestChosen],
  )

  // Ctrl+Enter sends from anywhere in the form, or leads to the button that says what there is to decide.
  useOffer('get-weather', () => panel.current?.requestSubmit())
  const send = (onlyForecast: boolean) => form.handleSubmit(() => onSend(onlyForecast))()

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
        if (plan.blocked || plan.tooLate || plan.tooOld) panel.current?.querySelector<HTMLButtonElement>('[data-send]')?.focus()
        else void send(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault() // the command of the same keys would ask a second time
        if (!event.repeat) panel.current?.requestSubmit()
      }}
    >
      <div className={styles.fields}>
        <VariableFields form={form} />
        <SamplingFields form={form} plan={plan} hasTrack={voyage.track !== null} />
        <SendingFields form={form} voyageName={voyage.name || voyage.route.name} mode={plan.mode} />
        <MailFields form={form} mail={mail} mode={plan.mode} />
      </div>
      <SendBar plan={plan} errors={form.formState.errors} onSend={send} />
    </form>
  )
}

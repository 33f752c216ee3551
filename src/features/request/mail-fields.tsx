import type { UseFormReturn } from 'react-hook-form'
import { type MailOffer, mailProblem } from '#src/domain/metocean/wire/mail.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'

interface MailFieldsProps {
  form: UseFormReturn<RequestForm>
  mail: MailOffer
  /** Only a request in the background is mailed. */
  mode: 'sync' | 'async'
}

/** Whether a mail is wanted, to whom it goes and what is in it; or why there is none. */
export function MailFields({ form, mail, mode }: MailFieldsProps) {
  const address = usePreference('mailAddress')
  const { preferenceChosen } = usePreferenceActions()
  const isWanted = form.watch('receiveMail') && mail.available
  const to = mail.address ?? (mailProblem(address, mail) === null ? address.trim() : null)
  return (
    <section className={styles.section} aria-label="E-mail">
      <CheckField label="E-mail me when it is done" disabled={!mail.available} {...form.register('receiveMail')} />
      {isWanted && !mail.address && (
        <TextField
          label="Mail to"
          type="email"
          autoComplete="email"
          value={address}
          error={address === '' ? undefined : (mailProblem(address, mail) ?? undefined)}
          onChange={({ target }) => preferenceChosen({ mailAddress: target.value })}
        />
      )}
      <p className={styles.note}>{noteOf(mail, isWanted, to, mode)}</p>
    </section>
  )
}

function noteOf(mail: MailOffer, isWanted: boolean, to: string | null, mode: 'sync' | 'async'): string {
  if (!mail.available) return mail.reason ?? 'Mail is not available here.'
  if (isWanted && mode === 'sync')
    return 'A direct request is answered at once and not mailed. Choose Background to have it mailed.'
  return `${to ? `To ${to}: one` : 'One'} mail when the task starts and one when it is done, with the route’s points and results attached.`
}

import { z } from '#src/domain/schema.ts'
import { type Variable, variables, WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'
import type { UseFormReturn } from 'react-hook-form'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import { variableWords } from '#src/ui/variable-words.ts'
import styles from './request-panel.module.css'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { bounds } from '#src/domain/metocean/wire/contract.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { RequestChoices, type RequestMode } from '#src/domain/voyage/voyage.ts'
import { slugOf } from '#src/domain/tasks/task-name.ts'
import { type MailOffer, mailProblem } from '#src/domain/metocean/wire/mail.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'

/** The minutes between samples along a leg that the form accepts. */
const STEP_MIN = { min: 1, max: 1440 } as const

const numberBetween = (min: number, max: number, unit: string) => {
  const words = `Enter a number from ${min} to ${max} ${unit}.`
  return z.number({ error: words }).min(min, words).max(max, words)
}

const choices = RequestChoices.unwrap()

/** The fields of the Request tab: the voyage's choices, within what can be asked for. */
export const RequestForm = choices.extend({
  variables: choices.shape.variables.unwrap().min(1, 'Choose at least one variable.'),
  windHeightM: numberBetween(WIND_HEIGHT.min, WIND_HEIGHT.max, 'm'),
  stepMin: numberBetween(STEP_MIN.min, STEP_MIN.max, 'minutes'),
  slug: choices.shape.slug
    .max(40, 'Use at most 40 characters.')
    .regex(/^[a-z0-9-]*$/, 'Use lower-case letters, digits and hyphens only.'),
  alternatives: choices.shape.alternatives.unwrap(),
})
export type RequestForm = z.infer<typeof RequestForm>

/** Which variables to ask for, and the height of the wind. */
export function VariableFields({ form }: { form: UseFormReturn<RequestForm> }) {
  const chosen = form.watch('variables')
  const { errors } = form.formState
  const toggle = (variable: Variable, on: boolean) => {
    // Kept in the order the screen lists them, so that the same choice is always the same request.
    const next = variables.filter((each) => (each === variable ? on : chosen.includes(each)))
    form.setValue('variables', next, { shouldValidate: true, shouldDirty: true })
  }
  return (
    <fieldset className={styles.section}>
      <legend>Variables</legend>
      {variables.map((variable) => (
        <div key={variable} className={styles.variable}>
          <CheckField
            label={variableWords[variable].label}
            hint={variableWords[variable].hint}
            checked={chosen.includes(variable)}
            onChange={(event) => toggle(variable, event.target.checked)}
          />
          {variable === 'wind' && chosen.includes('wind') && (
            <div className={styles.height}>
              <TextField
                label="Wind height"
                hideLabel
                lead="at"
                unit="m"
                inputMode="numeric"
                error={errors.windHeightM?.message}
                {...form.register('windHeightM', { setValueAs: toNumber })}
              />
            </div>
          )}
        </div>
      ))}
      {errors.variables && <p className={styles.error}>{errors.variables.message}</p>}
    </fieldset>
  )
}

/** An empty or unreadable cell is "no number", never zero. */
const toNumber = (value: unknown): number => (String(value).trim() === '' ? Number.NaN : Number(value))

/** Is the request for the active alternative alone? @param count alternatives that can be sailed, at least two */
export function AlternativesField({ form, count }: { form: UseFormReturn<RequestForm>; count: number }) {
  const options = [
    { value: 'active', label: 'This route' },
    { value: 'all', label: `All ${count} alternatives` },
  ] as const
  return (
    <section className={styles.section} aria-label="Alternatives">
      <h2>Ask for</h2>
      <Segmented
        label="Ask for"
        value={form.watch('alternatives')}
        options={options}
        onChange={(value) => form.setValue('alternatives', value, { shouldDirty: true })}
      />
    </section>
  )
}

function meaningOf(count: number): string {
  if (count <= bounds.recommendedSyncPoints) return 'usually under a minute'
  if (count <= bounds.recommendedAsyncPoints) return 'large: runs in the background'
  return `more than the ${formatNumber(bounds.recommendedAsyncPoints)} points the service recommends`
}

/** How finely the legs are sampled, and how many points that gives. */
export function SamplingFields({
  form,
  plan,
  usage,
  hasTrack,
}: {
  form: UseFormReturn<RequestForm>
  plan: RequestPlan
  /** How much of the day's share is used; null: nothing is capped. */
  usage: string | null
  hasTrack: boolean
}) {
  const { errors } = form.formState
  return (
    <section className={styles.section} aria-label="Sampling">
      <h2>Sampling</h2>
      {hasTrack ? (
        <p className={styles.note}>The points of the track are sent unchanged.</p>
      ) : (
        <TextField
          label="Sample at every waypoint and every"
          unit="min along a leg"
          inputMode="numeric"
          error={errors.stepMin?.message}
          {...form.register('stepMin', { setValueAs: toNumber })}
        />
      )}
      <p className={styles.count} role="status">
        <strong>{formatCount(plan.count, 'point')}</strong>
        {plan.count > 0 && <span>{meaningOf(plan.count)}</span>}
      </p>
      {plan.hasFan && (
        <p className={styles.note}>
          Each point three times, also 3 h earlier and 3 h later: speeds are through the water, and the current decides
          when she is there.
        </p>
      )}
      {usage && <p className={styles.note}>{usage}</p>}
    </section>
  )
}

const modes: readonly { value: RequestMode; label: string }[] = [
  { value: 'by-size', label: 'By size' },
  { value: 'sync', label: 'Direct' },
  { value: 'async', label: 'Background' },
]

const modeWords: Readonly<Record<RequestMode, (chosen: 'sync' | 'async') => string>> = {
  'by-size': (chosen) =>
    chosen === 'sync' ? 'Up to 5 000 points: answered directly.' : 'Over 5 000 points: runs in the background.',
  sync: () => 'The connection stays open until the answer arrives.',
  async: () => 'Queued at once; you can go on working or close the page.',
}

interface SendingFieldsProps {
  form: UseFormReturn<RequestForm>
  /** What the slug is made from while the field is empty. */
  voyageName: string
  /** What `By size` gives for the present number of points. */
  mode: 'sync' | 'async'
}

/** How the request is sent, and the name to find it by. */
export function SendingFields({ form, voyageName, mode }: SendingFieldsProps) {
  const chosen = form.watch('mode')
  const slug = form.watch('slug')
  return (
    <section className={styles.section} aria-label="Sending">
      <h2>Sending</h2>
      <Segmented
        label="How to send"
        value={chosen}
        options={modes}
        onChange={(value) => form.setValue('mode', value, { shouldDirty: true })}
      />
      <p className={styles.note}>{modeWords[chosen](mode)}</p>
      <TextField
        label="Task name"
        placeholder={slugOf(voyageName)}
        error={form.formState.errors.slug?.message}
        hint={`${slug || slugOf(voyageName)}-date-time-code. The added code makes the task easy to find again.`}
        maxLength={40}
        {...form.register('slug')}
      />
    </section>
  )
}

interface MailFieldsProps {
  form: UseFormReturn<RequestForm>
  mail: MailOffer
  /** Only a request in the background is mailed. */
  mode: 'sync' | 'async'
}

/** Whether a mail is wanted, to whom and with what; or why there is none. */
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

import type { UseFormReturn } from 'react-hook-form'
import { limits } from '#src/domain/metocean/wire/contract.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { TextField } from '#src/ui/form/field.tsx'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'
import { toNumber } from './variable-fields.tsx'

function meaningOf(count: number): string {
  if (count <= limits.recommendedSyncPoints) return 'usually under a minute'
  if (count <= limits.recommendedAsyncPoints) return 'large: runs in the background'
  return `more than the ${formatNumber(limits.recommendedAsyncPoints)} points the service recommends`
}

/** How finely the legs are sampled, and how many points that makes. */
export function SamplingFields({
  form,
  plan,
  hasTrack,
}: {
  form: UseFormReturn<RequestForm>
  plan: RequestPlan
  hasTrack: boolean
}) {
  const { errors } = form.formState
  return (
    <section className={styles.section} aria-label="Sampling">
      <h2>Sampling</h2>
      {hasTrack ? (
        <p className={styles.note}>The points of the track are asked for as they are.</p>
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
    </section>
  )
}

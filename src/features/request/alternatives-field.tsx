import type { UseFormReturn } from 'react-hook-form'
import { Segmented } from '#src/ui/form/segmented.tsx'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'

/** Whether the request is for the route in hand alone. @param count alternatives with something to sail, two at least */
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

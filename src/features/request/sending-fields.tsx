import type { UseFormReturn } from 'react-hook-form'
import type { RequestMode } from '#src/domain/voyage/voyage.ts'
import { slugOf } from '#src/domain/tasks/task-name.ts'
import { TextField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'

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
  /** What `By size` comes to for the points as they are now. */
  mode: 'sync' | 'async'
}

/** How the request travels, and the name it can be found again by. */
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

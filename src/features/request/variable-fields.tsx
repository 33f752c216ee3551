import type { UseFormReturn } from 'react-hook-form'
import { type Variable, variables } from '#src/domain/metocean/layers/variables.ts'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import { variableWords } from '#src/ui/variable-words.ts'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'

/** Which variables to ask for, and at which height the wind. */
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
export const toNumber = (value: unknown): number => (String(value).trim() === '' ? Number.NaN : Number(value))

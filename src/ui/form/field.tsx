import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './field.module.css'

interface FieldFrameProps {
  label: string
  /** A line under the control: what it means, or its unit. */
  hint?: ReactNode
  /** What is wrong with the value, in words; shown instead of the hint and read with the control. */
  error?: string | undefined
  /** Label only for a screen reader. */
  hideLabel?: boolean
}

function useDescribedBy(id: string, { hint, error }: Pick<FieldFrameProps, 'hint' | 'error'>) {
  return error || hint ? `${id}-note` : undefined
}

function Frame({ id, label, hint, error, hideLabel, children }: FieldFrameProps & { id: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  // The error is shown under the field being typed in, where a bar may cover it.
  useEffect(() => {
    if (error && frame.current?.contains(document.activeElement)) frame.current.scrollIntoView({ block: 'nearest' })
  }, [error])
  return (
    <div ref={frame} className={styles.field} data-invalid={error ? '' : undefined}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children}
      {(error || hint) && (
        <div id={`${id}-note`} className={error ? styles.error : styles.hint}>
          {error || hint}
        </div>
      )}
    </div>
  )
}

interface TextFieldProps extends FieldFrameProps, Omit<ComponentProps<'input'>, 'id'> {
  /** Shown inside the control at its end, e.g. `kn`. */
  unit?: string
  /** The same as a control of its own, where the unit is a choice. */
  unitChoice?: ReactNode
  /** Shown inside the control before the value, where a label above has no room. */
  lead?: string
}

/** A labelled one-line input. */
export function TextField({ label, hint, error, hideLabel, unit, unitChoice, lead, ...input }: TextFieldProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, hideLabel }}>
      <div className={styles.box}>
        {lead && (
          <span className={styles.lead} aria-hidden="true">
            {lead}
          </span>
        )}
        <input
          id={id}
          className={styles.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={useDescribedBy(id, { hint, error })}
          autoComplete="off"
          spellCheck={false}
          {...input}
        />
        {unit && (
          <span className={styles.unit} aria-hidden="true">
            {unit}
          </span>
        )}
        {unitChoice}
      </div>
    </Frame>
  )
}

/** A labelled input of several lines. */
export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  ...area
}: FieldFrameProps & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, hideLabel }}>
      <textarea
        id={id}
        className={styles.area}
        aria-invalid={error ? true : undefined}
        aria-describedby={useDescribedBy(id, { hint, error })}
        {...area}
      />
    </Frame>
  )
}

interface SelectFieldProps extends FieldFrameProps, Omit<ComponentProps<'select'>, 'id'> {
  children: ReactNode
}

/** A labelled choice of one; the options are `<option>` children. */
export function SelectField({ label, hint, error, hideLabel, children, ...select }: SelectFieldProps) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint, error, hideLabel }}>
      <select id={id} className={styles.select} aria-describedby={useDescribedBy(id, { hint, error })} {...select}>
        {children}
      </select>
    </Frame>
  )
}

/** A labelled box to tick. `hint` follows the label. */
export function CheckField({
  label,
  hint,
  ...input
}: { label: string; hint?: string | undefined } & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  const id = useId()
  return (
    <div className={styles.check}>
      <input id={id} type="checkbox" aria-describedby={hint ? `${id}-note` : undefined} {...input} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-note`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  )
}

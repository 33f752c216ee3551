import { type ReactNode, useId } from 'react'
import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { activePlan, isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { usePlan, useVoyage, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './import-dialog.module.css'

/** Where a file goes: into a new voyage, in place of the plan that is edited, or beside it. */
export type ImportPlace = 'new' | 'instead' | 'beside'

/** What the main button does, and Enter: a file fills a plan that is empty, and takes nothing away from one that is not. */
export function useMainPlace(): ImportPlace {
  const empty = isEmptyPlan(usePlan())
  return useVoyageEditable() && empty ? 'instead' : 'new'
}

interface ImportActionsProps {
  kind: ImportCandidate['kind']
  main: ImportPlace
  onUse: (place: ImportPlace) => void
  onCancel: () => void
}

/** With something in the voyage already, the operator says where the file goes; the one that changes nothing there is the main one. */
export function ImportActions({ kind, main, onUse, onCancel }: ImportActionsProps) {
  const voyage = useVoyage()
  const editable = useVoyageEditable()
  const id = useId()
  const isFull = voyage.alternatives.length >= MAX_ALTERNATIVES
  const title = voyage.name ? `“${voyage.name}”` : 'This voyage'
  const plan = activePlan(voyage).track ? 'track' : 'route'
  const locked = editable
    ? null
    : `${title} is being edited in another tab; here the file can only be opened as a new voyage.`
  const full = isFull ? `${title} has ${MAX_ALTERNATIVES} alternatives, the most there may be.` : null
  return (
    <div className={styles.ways}>
      {main === 'new' && (
        <p id={id} className={styles.consequence}>
          {locked ??
            [`${title} is kept as it is when a new one is opened. Undo brings back a ${plan} that was replaced.`, full]
              .filter(Boolean)
              .join(' ')}
        </p>
      )}
      <Button onClick={onCancel}>Cancel</Button>
      {!isEmptyPlan(activePlan(voyage)) && (
        <>
          <WayButton reason={locked ?? full} reasonId={id} onClick={() => onUse('beside')}>
            As alternative
          </WayButton>
          <WayButton reason={locked} reasonId={id} onClick={() => onUse('instead')}>
            Replace this {plan}
          </WayButton>
        </>
      )}
      <Button tone="primary" onClick={() => onUse(main)}>
        {main === 'new' ? 'Open as new voyage' : kind === 'route' ? 'Use route' : 'Use track'}
      </Button>
    </div>
  )
}

/** One that cannot be pressed can still be reached, to hear why. */
function WayButton({
  reason,
  reasonId,
  onClick,
  children,
}: {
  reason: string | null
  reasonId: string
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button
      aria-disabled={reason !== null}
      aria-describedby={reason === null ? undefined : reasonId}
      onClick={() => reason === null && onClick()}
    >
      {children}
    </Button>
  )
}

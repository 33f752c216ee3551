import { ChevronUp } from 'lucide-react'
import { Button } from '#src/ui/form/button.tsx'
import styles from './layout.module.css'

/** The line that stands for the folded charts. */
export function FoldedCharts({ onUnfold }: { onUnfold: () => void }) {
  return (
    <div className={styles.folded}>
      <Button size="small" tone="quiet" icon={<ChevronUp aria-hidden="true" />} onClick={onUnfold}>
        Show results
      </Button>
    </div>
  )
}

import { ChartNoAxesCombined, CloudDownload } from 'lucide-react'
import { Button } from '#src/ui/form/button.tsx'
import styles from './empty-strip.module.css'

interface EmptyStripProps {
  /** What will appear here, what would be asked for, or that it is on its way. */
  words: string
  /** Asks for weather; null: not from here. */
  onAsk: (() => void) | null
}

/** Takes the place of the results until there are some. */
export function EmptyStrip({ words, onAsk }: EmptyStripProps) {
  return (
    <div className={styles.empty}>
      <ChartNoAxesCombined aria-hidden="true" className={styles.icon} />
      <div>
        <h2 className={styles.title}>No weather along the route yet</h2>
        <p className={styles.text}>{words}</p>
      </div>
      {onAsk && (
        <Button tone="primary" icon={<CloudDownload />} onClick={onAsk}>
          Get weather
        </Button>
      )}
    </div>
  )
}

import type { AppError } from '#src/domain/errors.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import styles from '../map.module.css'

interface MapNoticeProps {
  error: AppError | null
  reset: 'lost' | 'restored' | null
  onSeen: () => void
}

/** What befell the map itself: it cannot be drawn here, or the graphics driver took it away for a moment. */
export function MapNotice({ error, reset, onSeen }: MapNoticeProps) {
  if (error) {
    return (
      <div className={styles.unavailable}>
        <Notice tone="caution">
          {messageFor(error.code)}
          {error.detail && (
            <details>
              <summary>Details</summary>
              {error.detail}
            </details>
          )}
        </Notice>
      </div>
    )
  }
  if (!reset) return null
  return (
    <div className={styles.notice} role="status">
      {reset === 'lost' ? (
        <Notice tone="caution">
          The graphics driver took the map view away. It comes back by itself; tables and charts still work.
        </Notice>
      ) : (
        <Notice
          tone="info"
          actions={
            <Button size="small" onClick={onSeen}>
              Dismiss
            </Button>
          }
        >
          The map view was reset by the graphics driver and restored.
        </Notice>
      )}
    </div>
  )
}

import { CloudDownload } from 'lucide-react'
import type { FieldErrors } from 'react-hook-form'
import type { AppError } from '#src/domain/errors.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import type { RequestForm } from './request-fields.tsx'
import styles from './request-panel.module.css'

/** Some points are outside the times served. */
export interface Outside {
  /** Which ones, in words. */
  readonly words: string
  /** The label of the button that leaves out points beyond the forecast; null: there are none. */
  readonly cutLabel: string | null
}

/** The same request was sent a while ago. */
export interface AskedBefore {
  /** `Already asked 23:10Z`. */
  readonly words: string
  readonly onShow: () => void
}

interface SendBarProps {
  plan: RequestPlan
  outside: Outside | null
  asked: AskedBefore | null
  /** The request as it is now was sent; said aloud, as the task that appears is elsewhere. */
  isSent: boolean
  errors: FieldErrors<RequestForm>
  busy: boolean
  failure: AppError | null
  onSend: (onlyForecast: boolean) => void
}

/** The end of the form: what prevents sending, in words, and the one button. */
export function SendBar({ plan, outside, asked, isSent, errors, busy, failure, onSend }: SendBarProps) {
  const wrong = Object.keys(errors).length
  const reason =
    plan.blocked ?? (wrong > 0 ? `Correct the ${wrong === 1 ? 'field' : `${wrong} fields`} marked above.` : null)
  const describedBy = [reason ? 'send-reason' : outside && 'send-outside', asked && 'send-asked']
    .filter(Boolean)
    .join(' ')
  return (
    <div className={styles.send}>
      {failure && <Notice tone="alarm">{messageFor(failure.code)}</Notice>}
      {outside && (
        <div id="send-outside">
          <Notice tone="caution">{outside.words}</Notice>
        </div>
      )}
      {reason && (
        <p id="send-reason" className={styles.note}>
          {reason}
        </p>
      )}
      <div className={asked ? styles.asked : 'visually-hidden'}>
        <span id="send-asked" role="status">
          {asked?.words ?? (isSent && !busy ? 'Sent.' : '')}
        </span>
        {asked && (
          <>
            <span aria-hidden="true">·</span>
            <Button size="small" onClick={asked.onShow}>
              Show
            </Button>
          </>
        )}
      </div>
      <div className={styles.buttons}>
        {outside?.cutLabel && (
          <Button disabled={busy} onClick={() => onSend(true)}>
            {outside.cutLabel}
          </Button>
        )}
        <Button
          tone="primary"
          icon={<CloudDownload />}
          aria-disabled={reason !== null || busy}
          aria-describedby={describedBy || undefined}
          className={styles.main}
          data-send
          onClick={() => reason === null && !busy && onSend(false)}
        >
          {outside ? 'Send anyway' : asked ? 'Send again' : 'Get weather'}
        </Button>
      </div>
    </div>
  )
}

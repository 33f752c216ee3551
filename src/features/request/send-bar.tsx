import { CloudDownload } from 'lucide-react'
import { useState } from 'react'
import type { FieldErrors } from 'react-hook-form'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import type { RequestPlan } from '#src/domain/voyage/request-plan.ts'
import { Button } from '#src/ui/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/notice.tsx'
import type { RequestForm } from './request-schema.ts'
import styles from './request-panel.module.css'

function coverageWords({ count, tooLate, tooOld }: RequestPlan): string {
  const parts = [
    tooLate > 0 && `${formatNumber(tooLate)} of ${formatNumber(count)} points are later than the 10-day forecast and will be empty.`,
    tooOld > 0 && `${formatNumber(tooOld)} of ${formatNumber(count)} points are older than 3 years and will be empty.`,
  ]
  return parts.filter(Boolean).join(' ')
}

interface SendBarProps {
  plan: RequestPlan
  errors: FieldErrors<RequestForm>
  onSend: (onlyForecast: boolean) => Promise<void>
}

/** The end of the form: what stands in the way, in words, and the one button. */
export function SendBar({ plan, errors, onSend }: SendBarProps) {
  const [failure, setFailure] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const wrong = Object.keys(errors).length
  const outside = plan.blocked ? '' : coverageWords(plan)

  const send = async (onlyForecast: boolean) => {
    setBusy(true)
    setFailure(null)
    try {
      await onSend(onlyForecast)
    } catch (error) {
      setFailure(asAppError(error))
    } finally {
      setBusy(false)
    }
  }

  const reason = plan.blocked ?? (wrong > 0 ? `Correct the ${wrong === 1 ? 'field' : `${wrong} fields`} marked above.` : null)
  const label = outside ? 'Send anyway' : 'Get weather'
  return (
    <div className={styles.send}>
      {failure && <Notice tone="alarm">{messageFor(failure.code)}</Notice>}
      {outside && <div id="send-outside"><Notice tone="caution">{outside}</Notice></div>}
      {reason && <p id="send-reason" className={styles.note}>{reason}</p>}
      <div className={styles.buttons}>
        {outside && plan.tooLate > 0 && plan.tooLate < plan.count && (
          <Button disabled={busy} onClick={() => void send(true)}>Only the first 10 days</Button>
        )}
        <Button
          tone="primary"
          icon={<CloudDownload />}
          aria-disabled={reason !== null || busy}
          aria-describedby={reason ? 'send-reason' : outside ? 'send-outside' : undefined}
          className={styles.main}
          data-send
          onClick={() => reason === null && !busy && void send(false)}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}

import type { ReactNode } from 'react'
import type { ErrorCode } from '#src/domain/errors.ts'
import { messageFor } from '../messages.ts'
import { Notice } from './notice.tsx'

/** A failure in words, with technical details folded away, and actions. */
export function FailureNotice({
  failure: { code, detail },
  words = messageFor(code),
  actions,
  wide,
}: {
  failure: { code: ErrorCode; detail: string }
  /** Instead of the sentence for its code. */
  words?: string
  actions: ReactNode
  wide?: boolean
}) {
  return (
    <Notice tone="alarm" wide={wide} actions={actions}>
      {words}
      {detail && (
        <details>
          <summary>Details</summary>
          {detail}
        </details>
      )}
    </Notice>
  )
}

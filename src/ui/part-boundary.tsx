import { Component, type ReactNode } from 'react'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './failure-notice.tsx'

interface Props {
  /** Before the part is asked for again. */
  onRetry: () => void
  children: ReactNode
}

/** Says in the place of a part that it could not be loaded. Any other fault belongs to the panel around it. */
export class PartBoundary extends Component<Props, { error: AppError | null }> {
  override state: { error: AppError | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: asAppError(error) }
  }

  private readonly retried = () => {
    this.props.onRetry()
    this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (error.code !== 'part-not-loaded') throw error
    return <FailureNotice failure={error} actions={<Button size="small" onClick={this.retried}>Try again</Button>} />
  }
}

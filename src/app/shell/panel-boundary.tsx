import { Component, type ReactNode } from 'react'
import { asAppError } from '#src/domain/errors.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'

interface Props {
  /** The panel's name as the operator knows it. */
  name: string
  /** What it shows; something else may do without the fault. */
  of?: string | null
  children: ReactNode
}

/** One per panel, so that a fault in a chart does not affect map and route. */
export class PanelBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate({ of }: Props) {
    if (of !== this.props.of && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <FailureNotice
        failure={asAppError(this.state.error)}
        actions={
          <Button size="small" onClick={() => this.setState({ error: null })}>
            Show {this.props.name} again
          </Button>
        }
      />
    )
  }
}

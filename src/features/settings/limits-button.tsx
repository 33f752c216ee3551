import { Gauge } from 'lucide-react'
import { dialogOpened } from '#src/state/dialogs.ts'
import { Button } from '#src/ui/form/button.tsx'

/** Opens the limits of the voyage. */
export function LimitsButton() {
  return (
    <Button size="small" icon={<Gauge />} title="Limits of this voyage" onClick={() => dialogOpened('limits')}>
      Limits
    </Button>
  )
}

import { Gauge } from 'lucide-react'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'

/** Opens the limits of the voyage. */
export function LimitsButton() {
  return (
    <Button size="small" icon={<Gauge />} title="Limits of this voyage" onClick={() => intend('open-dialog', 'limits')}>
      Limits
    </Button>
  )
}

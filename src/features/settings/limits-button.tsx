import { Gauge } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import { LimitDialog } from './limit-dialog.tsx'

/** Opens the limits of the voyage. */
export function LimitsButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={<Gauge />} title="Limits of this voyage" onClick={() => setOpen(true)}>Limits</Button>
      <LimitDialog open={open} onClose={() => setOpen(false)} />
    </>
  )
}

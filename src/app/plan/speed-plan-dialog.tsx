import { SpeedPlan } from '#src/features/optimise/speed-plan.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { useShownAnswer } from '../answer/use-shown-answer.ts'

/** The speed plan by the answer on the screen. */
export function SpeedPlanDialog({ onClose }: { onClose: () => void }) {
  const { answer, mismatch } = useShownAnswer()
  if (answer) return <SpeedPlan {...{ answer, mismatch, onClose }} />
  return (
    <Dialog open title="Speed plan" onClose={onClose}>
      Speeds are planned by the weather along the route: press Get weather first.
    </Dialog>
  )
}

import { SpeedPlan } from '#src/features/optimise/speed-plan.tsx'
import { useShownAnswer } from '../answer/use-shown-answer.ts'

/** The speed plan by the answer on the screen; nothing while there is none. */
export function SpeedPlanDialog({ onClose }: { onClose: () => void }) {
  const { answer, mismatch } = useShownAnswer()
  return answer && <SpeedPlan {...{ answer, mismatch, onClose }} />
}

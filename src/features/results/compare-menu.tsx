import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { answerKey, isOfVoyage, partsWords, type Submission } from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import { compareCleared, compareToggled, MAX_COMPARED, useCompareKeys } from '#src/state/compare.ts'
import { useOffer } from '#src/state/offers.ts'
import { useShownKey } from '#src/state/view.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { Menu, type MenuItem } from '#src/ui/menu.tsx'

/** More answers than anybody looks through in a menu; the newest first. */
const MAX_OFFERED = 12

/** Lays other answers of this browser beside the one that is shown: those of this voyage first. */
export function CompareMenu() {
  const { submissions } = useTasks()
  const shown = useShownKey()
  const keys = useCompareKeys()
  const { id } = useVoyage()
  const [open, setOpen] = useState(false)
  useOffer('compare', () => setOpen(true))
  const offered = submissions.filter((one) => one.state === 'done' && answerKey(one) !== shown)
  const own = offered.filter((one) => isOfVoyage(one, id))
  const others = offered.filter((one) => !isOfVoyage(one, id))
  const item = (submission: Submission): MenuItem => ({
    label: submission.taskName,
    hint: [partsWords(submission.parts), `asked ${formatMoment(submission.sentMs ?? submission.createdMs)}`, formatCount(submission.points.lat.length, 'point')].filter(Boolean).join(' · '),
    checked: keys.includes(answerKey(submission)),
    keepsOpen: true,
    onSelect: () => compareToggled(answerKey(submission)),
  })
  const chosen = keys.filter((key) => key !== shown)
  const groups = [
    own.slice(0, MAX_OFFERED).map(item),
    others.slice(0, Math.max(0, MAX_OFFERED - own.length)).map(item),
    chosen.length > 0 ? [{ label: 'Stop comparing', onSelect: compareCleared }] : [],
  ].filter((items) => items.length > 0)
  return (
    <Menu
      label="Compare with"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="small" icon={<GitCompareArrows />} title="Compare with other answers">Compare{chosen.length > 0 ? ` (${chosen.length})` : ''}</Button>}
      groups={groups}
      note={offered.length === 0 ? 'No other answer is here yet: ask again later, or for another alternative.' : `Up to ${MAX_COMPARED} answers, drawn in the same charts`}
    />
  )
}

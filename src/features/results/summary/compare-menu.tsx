import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { answerNames } from '#src/domain/tasks/answer-name.ts'
import { isAtHome, type KnownAnswer, knownAnswers } from '#src/domain/tasks/known-answers.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { compareCleared, compareToggled, MAX_COMPARED, useCompareKeys } from '#src/state/compare.ts'
import { useIntent } from '#src/state/intents.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { useViewpoint } from '#src/state/viewpoint.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'

/** More answers than anybody looks through in a menu; the last asked for are offered. */
const MAX_OFFERED = 12

/** Compares other answers of this browser with the one shown; those of this voyage come first. */
export function CompareMenu() {
  const { submissions } = useTasks()
  const shown = useShownKey()
  const keys = useCompareKeys()
  const from = useViewpoint()
  const [open, setOpen] = useState(false)
  useIntent('compare', () => setOpen(true))
  const known = knownAnswers(submissions)
  const names = answerNames(known, from)
  const offered = known.filter(({ key }) => key !== shown)
  const own = offered.filter((one) => isAtHome(one, from.voyage.id)).slice(0, MAX_OFFERED)
  const others = offered.filter((one) => !isAtHome(one, from.voyage.id)).slice(0, MAX_OFFERED - own.length)
  const item = ({ key, taskName, pointCount }: KnownAnswer): MenuItem => ({
    label: names.get(key) ?? taskName,
    hint: pointCount === null ? null : formatCount(pointCount, 'point'),
    checked: keys.includes(key),
    keepsOpen: true,
    onSelect: () => compareToggled(key),
  })
  const chosen = keys.filter((key) => key !== shown)
  const groups = [
    { heading: from.voyage.name || 'This voyage', items: own.map(item) },
    { heading: 'Other voyages', items: others.map(item) },
    { heading: null, items: chosen.length > 0 ? [{ label: 'Stop comparing', onSelect: compareCleared }] : [] },
  ].filter(({ items }) => items.length > 0)
  return (
    <Menu
      label="Compare with"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={<GitCompareArrows />} title="Compare with other answers">
          Compare{chosen.length > 0 ? ` (${chosen.length})` : ''}
        </Button>
      }
      groups={groups.map(({ items }) => items)}
      headings={groups.map(({ heading }) => heading)}
      note={
        offered.length === 0
          ? 'No other answer yet. Request the weather again later, or for another alternative.'
          : `Up to ${MAX_COMPARED} answers, drawn in the same charts`
      }
    />
  )
}

import { Columns3 } from 'lucide-react'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import { fullColumns } from '../full-table/full-columns.tsx'

/** Which columns are shown. */
export function ColumnChoice() {
  const { columnToggled } = usePreferenceActions()
  const hidden = usePreference('hiddenRouteColumns')
  return (
    <Popover
      label="Columns of the table"
      trigger={
        <Button size="small" icon={<Columns3 />}>
          Columns
        </Button>
      }
    >
      {fullColumns.map(({ key, label }) => (
        <CheckField
          key={key}
          label={label}
          checked={!hidden.includes(key)}
          onChange={() => columnToggled('hiddenRouteColumns', key)}
        />
      ))}
    </Popover>
  )
}

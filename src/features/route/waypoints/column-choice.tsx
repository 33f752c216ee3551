import { Columns3 } from 'lucide-react'
import { routeColumnToggled, useHiddenColumns } from '#src/state/route-columns.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import { fullColumns } from '../full-table/full-columns.tsx'

/** Which columns are shown. */
export function ColumnChoice() {
  const hidden = useHiddenColumns()
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
        <CheckField key={key} label={label} checked={!hidden.includes(key)} onChange={() => routeColumnToggled(key)} />
      ))}
    </Popover>
  )
}

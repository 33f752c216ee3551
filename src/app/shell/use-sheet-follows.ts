import { useEffect } from 'react'
import { useFullTableOpen, useTool } from '#src/state/editor.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'

/** Brings into sight what was just asked for: the map to draw on, the full table where the charts are. */
export function useSheetFollows(): void {
  const drawing = useTool() === 'draw'
  const fullTable = useFullTableOpen()
  const { preferenceChosen, placeShown } = usePreferenceActions()
  useEffect(() => {
    if (drawing) preferenceChosen({ sheetSnap: 'low' })
  }, [drawing, preferenceChosen])
  useEffect(() => {
    if (fullTable) placeShown('results')
  }, [fullTable, placeShown])
}

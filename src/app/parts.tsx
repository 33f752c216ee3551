import { lazyPart } from '#src/ui/page/lazy-part.tsx'

// What is not drawn at first, or not by everybody. The map comes first: nobody waits for it longer than needed.
export const AnswerMapPart = lazyPart(async () => (await import('./answer/answer-map.tsx')).AnswerMap)
export const TasksPanelPart = lazyPart(async () => (await import('#src/features/tasks/tasks-panel.tsx')).TasksPanel)
export const AnswerResultsPart = lazyPart(async () => (await import('./answer/answer-results.tsx')).AnswerResults)
export const PlanRequestPart = lazyPart(async () => (await import('./plan/plan-request.tsx')).PlanRequest)
export const RouteTablePart = lazyPart(async () => (await import('./plan/route-table.tsx')).RouteTable)
export const ImportDialogPart = lazyPart(
  async () => (await import('#src/features/route/import/import-dialog.tsx')).ImportDialog,
)

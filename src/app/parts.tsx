import { lazyPart } from '#src/ui/page/lazy-part.tsx'

// What is not drawn at first, or not for everybody. The map comes first, so that it appears as soon as possible.
export const AnswerMapPart = lazyPart(async () => (await import('./answer/answer-map.tsx')).AnswerMap)
export const SignInPagePart = lazyPart(async () => (await import('#src/features/access/sign-in-page.tsx')).SignInPage)
export const SessionDialogPart = lazyPart(
  async () => (await import('#src/features/access/session-dialog.tsx')).SessionDialog,
)
export const AdminPagePart = lazyPart(async () => (await import('#src/features/access/admin/admin-page.tsx')).AdminPage)
export const TasksPanelPart = lazyPart(async () => (await import('#src/features/tasks/tasks-panel.tsx')).TasksPanel)
export const AnswerResultsPart = lazyPart(async () => (await import('./answer/answer-results.tsx')).AnswerResults)
export const PlanRequestPart = lazyPart(async () => (await import('./plan/plan-request.tsx')).PlanRequest)
export const RouteTablePart = lazyPart(async () => (await import('./plan/route-table.tsx')).RouteTable)
export const ImportDialogPart = lazyPart(
  async () => (await import('#src/features/route/import/import-dialog.tsx')).ImportDialog,
)
export const ImportAreasPart = lazyPart(
  async () => (await import('#src/features/route/import/import-areas.tsx')).ImportAreas,
)
export const LibraryNoticesPart = lazyPart(async () => (await import('./voyage/library-notices.tsx')).LibraryNotices)
export const BoardPart = lazyPart(async () => (await import('./board/board.tsx')).Board)

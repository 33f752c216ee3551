import { SUBMISSION_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { libraryOperations } from './library-operations.ts'
import { type Operation, refused } from './operation.ts'

const wrongBody = refused(422, 'A field is missing or out of range; `detail` names each one.')
const tooLarge = refused(413, 'More than 32 MiB.')
const busy = refused(429, 'Too many requests or tasks; try again after `Retry-After` seconds.')
const unknownTask = refused(
  404,
  'There is no task with this id; with `code` `other-service` it belongs to the service that answered before this server was started in its other mode.',
)
const removed = refused(
  410,
  'The result was removed: this server keeps results for a time and up to a size. The task stays in the lists for half a year.',
)
const wrongPage = refused(422, '`limit` or `before` is none; `detail` says what it must be.')
const unreachable = refused(503, 'The server cannot do this now. With `Retry-After`, certainly nothing was done.')
const mayBeDone = refused(
  504,
  'No answer in time. The request may have been accepted: look its `task_name` up before sending it again.',
)

const ofOther = refused(
  409,
  'With `code` `other-service`: this `X-Fairway-Submission` went to the service that answered before. It is not sent again.',
)
const overCap = refused(
  403,
  'With `code` `daily-cap`: the request would pass the daily cap; `cap`, `used` and `resetsAt` say which. With `not-allowed`: viewers ask for nothing.',
)
const notAdmin = refused(403, 'Only an administrator may see this.')
const submissionHeader = {
  [SUBMISSION_HEADER]: { text: 'A UUID. The same id again is the same task, never a second one.' },
}
const submitting = [overCap, ofOther, tooLarge, wrongBody, busy, unreachable, mayBeDone] as const

/** Every call of `/api`, in the order of the documentation. */
export const operations: readonly Operation[] = [
  {
    id: 'getWeather',
    method: 'post',
    path: '/MetOcean',
    title: 'Ask, and hold the connection until the answer',
    text: 'For a route of up to about 5,000 points. The request is a task from the start: if the connection breaks, find it again by its `task_name` in the lists.',
    headers: submissionHeader,
    body: 'MetOceanRequest',
    answers: [
      {
        status: 200,
        when: 'One entry per point, in the order of the request.',
        shape: 'ResultEntry',
        isList: true,
        hasOrigin: true,
      },
      ...submitting,
    ],
  },
  {
    id: 'startTask',
    method: 'post',
    path: '/MetOcean/async',
    title: 'Ask, and come back for the answer',
    text: 'For larger requests, about 100,000 points.',
    headers: submissionHeader,
    body: 'MetOceanRequest',
    answers: [{ status: 200, when: 'The task is kept and will be worked on.', shape: 'TaskAccepted' }, ...submitting],
  },
  {
    id: 'readTask',
    method: 'get',
    path: '/task/{task_id}',
    title: 'One task, with its result once it has one',
    text: 'Poll about every 30 seconds for 5,000 points, every 30 minutes for 100,000, or by the `time_left` of the lists.',
    answers: [
      {
        status: 200,
        when: '`result` holds the entries on SUCCESS, `error` the reason on FAILURE.',
        shape: 'TaskHead',
        hasOrigin: true,
      },
      unknownTask,
      removed,
      unreachable,
    ],
  },
  {
    id: 'listTasks',
    method: 'get',
    path: '/user/tasks',
    title: 'All tasks',
    text: 'Newest first, without results. With `limit` (1 to 1000) a page of them, whose header `Link` has the address of the next one; the two shorter lists have pages too.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList', isPage: true }, wrongPage, unreachable],
  },
  {
    id: 'listPending',
    method: 'get',
    path: '/user/tasks/PENDING',
    title: 'Tasks that wait or run',
    text: 'One call tells the progress of all of them.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList', isPage: true }, wrongPage, unreachable],
  },
  {
    id: 'listSuccessful',
    method: 'get',
    path: '/user/tasks/SUCCESS',
    title: 'Tasks that have their result',
    text: 'A task that failed is in neither of the two shorter lists.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList', isPage: true }, wrongPage, unreachable],
  },
  {
    id: 'cancelTask',
    method: 'post',
    path: '/cancel_task/{task_id}',
    title: 'Cancel a task',
    text: 'No body. A cancelled task ends as FAILURE and says who cancelled it.',
    answers: [
      { status: 200, when: 'It is cancelled, or will be.', shape: 'CancelAnswer' },
      refused(403, 'It is another user’s, and you are no administrator; or you are a viewer.'),
      unknownTask,
      { status: 409, when: 'It had already ended.', shape: 'CancelAnswer' },
    ],
  },
  {
    id: 'getField',
    method: 'post',
    path: '/2DMetOcean',
    title: 'A field over an area (beta)',
    text: 'Passed on to the MetOcean API. For usage and daily caps each cell at each hour counts as a point, taken as 1/12° apart. The embedded service has no gridded fields and answers 501.',
    body: 'object',
    answers: [
      { status: 200, when: 'What the MetOcean API answers.', media: 'application/json', hasOrigin: true },
      overCap,
      wrongBody,
      unreachable,
      mayBeDone,
      refused(501, 'The embedded service answers.'),
    ],
  },
  {
    id: 'plotTimeSeries',
    method: 'post',
    path: '/plot_timeseries',
    title: 'A picture of a result',
    text: 'Takes the whole body of a result. Passed on unread to the MetOcean API; the embedded service answers 501.',
    body: 'object',
    answers: [
      { status: 200, when: 'A PNG picture.', media: 'image/png' },
      refused(501, 'The embedded service answers.'),
    ],
  },
  {
    id: 'about',
    isOpen: true,
    method: 'get',
    path: '/about',
    title: 'Who answers, and what it allows',
    text: 'Says whether the numbers of the next answer are synthetic, which period is covered (`window`: points outside come back empty), and the limits on points and bodies.',
    answers: [{ status: 200, when: 'Always.', shape: 'About' }],
  },
  {
    id: 'health',
    isOpen: true,
    method: 'get',
    path: '/health',
    title: 'Whether the server can do its work',
    text: 'For monitoring.',
    answers: [
      { status: 200, when: 'It can.', shape: 'ServerHealth' },
      { status: 503, when: 'It cannot.', shape: 'ServerHealth' },
    ],
  },
  {
    id: 'listUsage',
    method: 'get',
    path: '/usage',
    title: 'What each user asked for, by day',
    text: 'Requests, and points × variables, of the days `from` to `to` (`2026-11-29`, UTC; the last 31 days without them). What was refused or certainly not sent does not count. For administrators.',
    answers: [{ status: 200, when: 'The newest day first.', shape: 'UsageList' }, notAdmin],
  },
  {
    id: 'listAudit',
    method: 'get',
    path: '/audit',
    title: 'Who did what',
    text: 'Who signed in, sent, cancelled, and opened whose answer. `limit` entries (200, at most 1000); `before` the `id` of the last one asks for the next. For administrators.',
    answers: [{ status: 200, when: 'The newest first.', shape: 'AuditList' }, notAdmin],
  },
  {
    id: 'listSessions',
    method: 'get',
    path: '/sessions',
    title: 'Browsers that are signed in',
    text: 'A session ends 12 hours after its last request, and after 7 days. For administrators.',
    answers: [{ status: 200, when: 'The last used first.', shape: 'SessionList' }, notAdmin],
  },
  {
    id: 'endSession',
    method: 'delete',
    path: '/sessions/{session_id}',
    title: 'Sign a browser out',
    text: 'At once, on every server. For administrators.',
    answers: [{ status: 204, when: 'It has ended.' }, notAdmin, refused(404, 'It had already ended.')],
  },
  ...libraryOperations,
]

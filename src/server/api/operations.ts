import { z } from 'zod'
import {
  About,
  CancelAnswer,
  ErrorBody,
  MetOceanRequest,
  RequestPoint,
  TaskAccepted,
  TaskHead,
  TaskList,
  TaskRow,
} from '#src/domain/metocean/wire/contract.ts'

/** One entry of a result. Written by the field model as text and read by hand, since there are 100,000 of them; described here. */
const ResultEntry = z.object({
  coordinates: RequestPoint,
  /** By the names of the fields; null where there is no value. */
  conditions: z.record(z.string(), z.number().nullable()),
})

/** GET /health. */
const ServerHealth = z.object({
  status: z.enum(['ok', 'degraded', 'failing']),
  checks: z.record(z.string(), z.string()),
  /** How late the server was at worst since it was last asked. Milliseconds. */
  lag_ms: z.number(),
})

/** The bodies the API speaks, by the names its description gives them: the schemas that check them, not a copy. */
export const shapes = {
  About,
  CancelAnswer,
  Error: ErrorBody,
  MetOceanRequest,
  RequestPoint,
  ResultEntry,
  ServerHealth,
  TaskAccepted,
  TaskHead,
  TaskList,
  TaskRow,
} satisfies Record<string, z.ZodType>
export type ShapeName = keyof typeof shapes

export interface Reply {
  readonly status: number
  readonly when: string
  /** A list of the shape, not the shape itself. */
  readonly isList?: boolean
  readonly shape?: ShapeName
  /** It has the two headers that say where the numbers come from. */
  readonly hasOrigin?: boolean
  /** What it is where it is not JSON. */
  readonly media?: string
}

/** One call as the description tells it; `path` in OpenAPI's notation, after `/api`. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
  readonly path: string
  readonly title: string
  readonly text: string
  readonly body?: ShapeName | 'object'
  readonly answers: readonly Reply[]
}

const refused = (status: number, when: string): Reply => ({ status, when, shape: 'Error' })
const wrongBody = refused(422, 'A field is missing or out of range; `detail` names each one.')
const tooLarge = refused(413, 'More than 32 MiB.')
const busy = refused(429, 'Too many requests or tasks; try again after `Retry-After` seconds.')
const unknownTask = refused(
  404,
  'There is no task with this id; with `code` `other-service` it belongs to the service that answered before this server was started in its other mode.',
)
const removed = refused(
  410,
  'The result was removed: this server keeps results for a time and up to a size. The task stays in the lists.',
)
const unreachable = refused(503, 'The server cannot do this now. With `Retry-After`, certainly nothing was done.')
const mayBeDone = refused(
  504,
  'No answer in time. The request may have been accepted: look its `task_name` up before sending it again.',
)

const ofOther = refused(
  409,
  'With `code` `other-service`: this `X-Fairway-Submission` went to the service that answered before. It is not sent again.',
)
const submitting = [ofOther, tooLarge, wrongBody, busy, unreachable, mayBeDone] as const

/** Every call of `/api`, in the order of the documentation. */
export const operations: readonly Operation[] = [
  {
    id: 'getWeather',
    method: 'post',
    path: '/MetOcean',
    title: 'Ask, and hold the connection until the answer',
    text: 'For a route of up to about 5,000 points. The request is a task from the start: if the connection breaks, find it again by its `task_name` in the lists.',
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
    text: 'Newest first, without results.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList' }, unreachable],
  },
  {
    id: 'listPending',
    method: 'get',
    path: '/user/tasks/PENDING',
    title: 'Tasks that wait or run',
    text: 'One call tells the progress of all of them.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList' }, unreachable],
  },
  {
    id: 'listSuccessful',
    method: 'get',
    path: '/user/tasks/SUCCESS',
    title: 'Tasks that have their result',
    text: 'A task that failed is in neither of the two shorter lists.',
    answers: [{ status: 200, when: 'The tasks.', shape: 'TaskList' }, unreachable],
  },
  {
    id: 'cancelTask',
    method: 'post',
    path: '/cancel_task/{task_id}',
    title: 'Cancel a task',
    text: 'No body. A cancelled task ends as FAILURE and says who cancelled it.',
    answers: [
      { status: 200, when: 'It is cancelled, or will be.', shape: 'CancelAnswer' },
      unknownTask,
      { status: 409, when: 'It had already ended.', shape: 'CancelAnswer' },
    ],
  },
  {
    id: 'getField',
    method: 'post',
    path: '/2DMetOcean',
    title: 'A field over an area (beta)',
    text: 'Passed on unread to the MetOcean API. The embedded service has no gridded fields and answers 501.',
    body: 'object',
    answers: [
      { status: 200, when: 'What the MetOcean API answers.', media: 'application/json', hasOrigin: true },
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
    method: 'get',
    path: '/about',
    title: 'Who answers, and what it allows',
    text: 'Says whether the numbers of the next answer are synthetic, which period is covered (`window`: points outside come back empty), and the limits on points and bodies.',
    answers: [{ status: 200, when: 'Always.', shape: 'About' }],
  },
  {
    id: 'health',
    method: 'get',
    path: '/health',
    title: 'Whether the server can do its work',
    text: 'For monitoring.',
    answers: [
      { status: 200, when: 'It can.', shape: 'ServerHealth' },
      { status: 503, when: 'It cannot.', shape: 'ServerHealth' },
    ],
  },
]

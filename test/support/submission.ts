import type { RequestPoints, Submission, SubmissionPart } from '#src/domain/tasks/submission.ts'

export const atMs = Date.UTC(2026, 10, 22, 17, 41)

/** Points along 51° N, an hour and a tenth of a degree apart. */
export function testPoints(count = 3): RequestPoints {
  return {
    lat: Float64Array.from({ length: count }, () => 51),
    lon: Float64Array.from({ length: count }, (_, index) => 2 + index / 10),
    timeMs: Float64Array.from({ length: count }, (_, index) => Date.UTC(2026, 10, 23) + index * 3_600_000),
  }
}

/** One part of the voyage `v1`, which has one alternative. */
export const testParts = (count: number, voyageName = 'Rotterdam – Halifax'): SubmissionPart[] => [
  { voyageId: 'v1', voyageName, alternativeId: 'a1', alternativeName: '', first: 0, count },
]

export function testSubmission(change: Partial<Submission> = {}): Submission {
  const points = testPoints(148)
  return {
    id: '00000000-0000-4000-8000-000000000001',
    taskName: 'rtm-hal-20261122-1741-0z0azh',
    mode: 'async',
    sentInBackground: false,
    parts: testParts((change.points ?? points).lat.length),
    points,
    variables: ['wind', 'wave'],
    windHeightM: 10,
    receiveMail: false,
    createdMs: atMs,
    sentMs: null,
    state: 'unsent',
    taskId: null,
    cancelAskedMs: null,
    finishedMs: null,
    unclearMs: null,
    found: null,
    summary: null,
    error: null,
    ...change,
  }
}

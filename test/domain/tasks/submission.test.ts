import { expect, it } from 'vitest'
import { answerKey, partKey, partsWords, wholeOfKey } from '#src/domain/tasks/submission.ts'

const part = (voyageName: string, alternativeName = '') => ({
  voyageId: voyageName,
  voyageName,
  alternativeId: alternativeName || null,
  alternativeName,
})

it.each([
  [[], ''],
  [[part('Santos – Cape Town')], 'Santos – Cape Town'],
  [[part('Santos – Cape Town', 'Route 2')], 'Santos – Cape Town · Route 2'],
  [
    [part('Santos – Cape Town', 'Route 1'), part('Santos – Cape Town', 'Route 2')],
    'Santos – Cape Town · 2 alternatives',
  ],
  [
    [{ ...part('Santos – Cape Town', 'Route 2'), survey: { kind: 'departures', departuresMs: [0, 1] } as const }],
    'Santos – Cape Town · Route 2 · Departures',
  ],
  [
    [part('Santos – Cape Town', 'Route 1'), part('Santos – Cape Town', 'Route 2'), part('RTM–HAL'), part('SIN–FUJ')],
    'Santos – Cape Town and 2 more',
  ],
])('names %j as %s', (parts, words) => expect(partsWords(parts)).toBe(words))

it('keys each part of an answer, and finds the whole of each', () => {
  expect([0, 1, 2].map((index) => answerKey({ id: 'x', taskId: 't-1' }, index))).toEqual(['t-1', 't-1 #2', 't-1 #3'])
  expect(answerKey({ id: 'x', taskId: null })).toBe('submission:x')
  for (const index of [0, 1, 9]) expect(wholeOfKey(partKey('t-1', index))).toEqual({ whole: 't-1', part: index })
})

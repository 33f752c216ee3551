import { expect, it } from 'vitest'
import { type BrowserUser, keptFor, rememberedUser } from '#src/domain/browser-user.ts'

it('keeps apart what users keep, and leaves what there was before a sign-in under its plain name', () => {
  const names = ([null, { name: 'operator', auth: 'none' }] as const).map((user) => keptFor(user, 'fairway'))
  expect(names).toEqual(['fairway', 'fairway'])
  const users: BrowserUser[] = [
    { name: 'anna', auth: 'token' },
    { name: 'bruno', auth: 'token' },
    { name: '', auth: 'token' }, // signed out
    { name: 'operator', auth: 'token' },
  ]
  const apart = users.map((user) => keptFor(user, 'fairway'))
  expect(new Set([...apart, 'fairway']).size).toBe(5)
})

it('remembers nobody where nothing readable is kept', () => {
  expect(rememberedUser(() => '{"name":"anna","auth":"oidc"}')).toEqual({ name: 'anna', auth: 'oidc' })
  for (const text of [null, '', '{', '{"name":7,"auth":"oidc"}', '"anna"'])
    expect(rememberedUser(() => text)).toBeNull()
  expect(
    rememberedUser(() => {
      throw new Error('denied')
    }),
  ).toBeNull()
})

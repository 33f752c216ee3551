import { expect, it } from 'vitest'
import { mailProblem } from '#src/domain/metocean/wire/mail.ts'

const offer = { available: true, reason: null }

it.each([
  ['', offer, 'Enter an e-mail address, or switch e-mail off.'],
  ['ops', offer, 'This is not an e-mail address.'],
  ['ops@ship.example', offer, null],
  [' ops@Ship.Example ', { ...offer, domains: ['ship.example'] }, null],
  [
    'ops@elsewhere.example',
    { ...offer, domains: ['ship.example', 'line.example'] },
    'This server sends mail only to addresses at ship.example or line.example.',
  ],
  ['ops@elsewhere.example', { ...offer, domains: [] }, null],
])('%j: %j', (address, mail, problem) => expect(mailProblem(address, mail)).toBe(problem))

import { expect, it } from 'vitest'
import { mailProblem } from '#src/domain/metocean/wire/mail.ts'

const offer = { available: true, reason: null }

it.each([
  ['', offer, 'Enter the address to mail to, or switch the mail off.'],
  ['ops', offer, 'This is not an e-mail address.'],
  ['ops@ship.example', offer, null],
  [' ops@Ship.Example ', { ...offer, domains: ['ship.example'] }, null],
  [
    'ops@elsewhere.example',
    { ...offer, domains: ['ship.example', 'line.example'] },
    'This server mails to addresses at ship.example or line.example only.',
  ],
  ['ops@elsewhere.example', { ...offer, domains: [] }, null],
])('%j: %j', (address, mail, problem) => expect(mailProblem(address, mail)).toBe(problem))

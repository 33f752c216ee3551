import { describe, expect, it } from 'vitest'
import { emptyShip, parseCallSign, parseImo, parseMmsi, shipFromFile, shipWords } from '#src/domain/voyage/ship.ts'

describe('parseImo', () => {
  it.each([
    ['9074729', '9074729'], // the worked example of IMO Resolution A.1117(30): 63+0+35+16+21+4 = 139
    ['IMO 9074729', '9074729'],
    ['imo9074729', '9074729'],
    [' 8814275 ', '8814275'], // 56+48+5+16+6+14 = 145
    ['', ''],
  ])('reads %j', (text, imo) => expect(parseImo(text)).toBe(imo))
  it.each(['9074728', '907472', '90747299', '0000000', 'MV Name'])('refuses %j', (text) =>
    expect(parseImo(text)).toBeNull(),
  )
})

it('reads an MMSI of nine digits and a call sign in capitals', () => {
  expect([parseMmsi('234 610 000'), parseMmsi('12345678'), parseMmsi('')]).toEqual(['234610000', null, ''])
  expect([parseCallSign('pbxz'), parseCallSign('A!'), parseCallSign(' ')]).toEqual(['PBXZ', null, ''])
})

it('says in one line what is known', () => {
  expect(shipWords({ ...emptyShip, name: 'MV Name', imo: '9074729', callSign: 'PBXZ', draughtM: 11.5 })).toBe(
    'MV Name · IMO 9074729 · T 11.5 m',
  )
  expect(shipWords({ ...emptyShip, callSign: 'PBXZ' })).toBe('PBXZ')
  expect(shipWords(emptyShip)).toBe('')
})

describe('shipFromFile', () => {
  const known = { ...emptyShip, name: 'Test Ship', imo: '9074729', lengthM: 180 }
  it('adds to the ship that is known', () => {
    expect(shipFromFile(known, { imo: '9074729', mmsi: '234610000' })).toEqual({ ...known, mmsi: '234610000' })
    expect(shipFromFile({ ...emptyShip, lengthM: 180 }, { name: 'Other' })).toEqual({
      ...emptyShip,
      name: 'Other',
      lengthM: 180,
    })
  })
  it('takes another ship without the dimensions of the first', () =>
    expect(shipFromFile(known, { name: 'Other' })).toEqual({ ...emptyShip, name: 'Other' }))
})

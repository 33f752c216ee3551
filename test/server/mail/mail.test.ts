import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { summariseResult } from '#src/server/mail/result-summary.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '#test/support/postgres.ts'
import { openEmbedded, requestBody, type EmbeddedServer } from '../support/embedded.ts'
import { startMailSink, type MailSink } from '../support/mail-sink.ts'
import type { ReceivedMail } from '../support/received-mail.ts'

describe.each(hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite'])('mail on %s', (engine) => {
  let postgres: PostgresServer | undefined
  let sink: MailSink
  let server: EmbeddedServer
  beforeAll(async () => {
    sink = await startMailSink()
    if (engine === 'PostgreSQL') postgres = await startPostgres()
    server = await openEmbedded({
      databaseUrl: postgres?.url,
      mail: { smtpUrl: `smtp://127.0.0.1:${sink.port}?tls.rejectUnauthorized=false`, mostAttached: 4_000 },
    })
  })
  afterAll(async () => {
    await server.close()
    await sink.close()
    await postgres?.close()
  })
  afterEach(() => {
    sink.answer = async () => null
    server.sampler.failure = null
    server.sampler.release()
  })

  const submit = async (count: number, more: Record<string, unknown> = {}) => {
    const response = await server.post(
      '/MetOcean/async',
      requestBody(count, { receive_mail: true, email: 'master@ship.example', ...more }),
    )
    return TaskAccepted.parse(response.json()).task_id
  }
  const about = (list: readonly ReceivedMail[], id: string) => list.filter(({ text }) => text.includes(id))
  const taken = (id: string, count: number) =>
    vi.waitFor(
      () => {
        const mails = about(sink.taken, id)
        expect(mails).toHaveLength(count)
        return mails
      },
      { timeout: 20_000, interval: 20 },
    )
  const subjects = (mails: readonly ReceivedMail[]) => mails.map(({ headers }) => headers.get('subject'))
  const row = async (id: string) =>
    TaskList.parse((await server.get('/user/tasks')).json()).tasks.find(({ task_id }) => task_id === id)

  it('reports start and end, with everything the contract lists and the result attached', async () => {
    server.sampler.hold()
    const id = await submit(12, { task_name: 'rotterdam-halifax', variables: ['gust', 'wind'], wind_height: 80 })
    const [start] = await taken(id, 1)
    expect(start).toMatchObject({ to: ['master@ship.example'], attachments: [] })
    expect(start!.headers.get('from')).toBe('Fairway <fairway@office.example>')
    expect(start!.headers.get('subject')).toBe('Fairway: rotterdam-halifax has started')
    expect(start!.headers.get('auto-submitted')).toBe('auto-generated')
    for (const line of [
      /^Synthetic data, not for navigation$/m,
      /^Task name +rotterdam-halifax$/m,
      new RegExp(`^Task id +${id}$`, 'm'),
      /^Started +22 Nov 2026 17:51Z$/m,
      /^Points +12$/m,
      /^Variables +gust, wind \(at 80 m\)$/m,
      /^Source +Made up for a test$/m,
    ])
      expect(start!.text).toMatch(line)
    expect(start!.text).toContain(`https://fairway.example/t/${id}`)
    expect(start!.text).not.toMatch(/Completed|Summary/)

    server.clock.nowMs += 124_000
    server.sampler.release()
    const [, end] = await taken(id, 2)
    expect(end!.headers.get('subject')).toBe('Fairway: rotterdam-halifax is done')
    for (const line of [
      /^Synthetic data, not for navigation$/m,
      /^Started +22 Nov 2026 17:51Z$/m,
      /^Completed +22 Nov 2026 17:53Z$/m,
      /^Duration +2 min 4 s$/m,
      /^Points +12$/m,
      /^Variables +gust/m,
    ])
      expect(end!.text).toMatch(line)
    // 12.5 m/s wherever it is known, which is not at 0 and 7: 24 kn.
    expect(end!.text.replace(/\s+/g, ' ')).toContain(
      " Gust 24 24 24 kn most at 00°00.000'N 000°30.000'E 23 Nov 2026 01:00Z; no value at 2 of 12 points ",
    )
    const [, table = ''] = /^Summary\r\n([^]*?)\r\n\r\n/m.exec(end!.text) ?? []
    expect(table.split('\r\n').length).toBeGreaterThan(2)
    expect(table.split('\r\n').filter(({ length }) => length > 78)).toEqual([])
    const [attachment] = end!.attachments
    expect(attachment).toMatchObject({ filename: 'rotterdam_halifax.json.gz', type: 'application/gzip' })
    const { result } = (await server.get(`/task/${id}`)).json<{ result: unknown[] }>()
    expect(JSON.parse(gunzipSync(attachment!.content).toString())).toEqual(result)
    // Both belong together, each under an id of its own that another attempt would repeat.
    expect(start!.headers.get('message-id')).toBe(`<${id}.started@office.example>`)
    expect(end!.headers.get('message-id')).toBe(`<${id}.ended@office.example>`)
    expect(end!.headers.get('in-reply-to')).toBe(`<${id}.started@office.example>`)
  })

  it('links to a result that is too large to attach', async () => {
    const id = await submit(9_000)
    const [, end] = await taken(id, 2)
    expect(end!.attachments).toEqual([])
    expect(end!.text).toContain(`too large to attach (0.1 MB gzipped). They are at https://fairway.example/t/${id}`)
    expect(end!.text.replace(/\s+/g, ' ')).toMatch(/ Gust 24 .* no value at 1 289 of 9 000 points /)
  })

  it('links to a result that the mail server finds too large', async () => {
    sink.answer = async ({ attachments }) => (attachments.length > 0 ? { code: 552, words: 'too much' } : null)
    const id = await submit(5)
    const [, end] = await taken(id, 2)
    expect(end!.text).toContain('too large to attach')
  })

  it('reports a failure and a cancel, and why', async () => {
    server.sampler.failure = new Error('secret inside')
    const failed = await submit(3, { task_name: 'breaks' })
    expect(subjects(await taken(failed, 2))).toEqual(['Fairway: breaks has started', 'Fairway: breaks has failed'])
    expect(about(sink.taken, failed)[1]!.text).toMatch(/failed while it computed this task/)
    expect(about(sink.taken, failed)[1]!.raw).not.toContain('secret inside')
    server.sampler.failure = null

    server.sampler.hold()
    const cancelled = await submit(3)
    await taken(cancelled, 1)
    await server.post(`/cancel_task/${cancelled}`)
    const [, end] = await taken(cancelled, 2)
    expect(end!.headers.get('subject')).toBe(`Fairway: task ${cancelled.slice(0, 8)} was cancelled`)
    expect(end!.text).toMatch(/^Cancelled by operator at 2026-11-22T/m)
  })

  it('says so when a waiting task is cancelled that never started', async () => {
    server.sampler.hold()
    const busy = await Promise.all([submit(1), submit(1)])
    for (const id of busy) await taken(id, 1)
    const waiting = await submit(1)
    await server.post(`/cancel_task/${waiting}`)
    const [end] = await taken(waiting, 1)
    expect(end!.headers.get('subject')).toMatch(/was cancelled$/)
    expect(end!.text).toMatch(/^Started +never$/m)
  })

  it('tries again what the mail server could not accept, under the same id', async () => {
    const tried = new Set<string>()
    sink.answer = async ({ headers }) => {
      const id = headers.get('message-id')!
      const isKnown = tried.has(id)
      tried.add(id)
      return isKnown ? null : { code: 451, words: 'come back later' }
    }
    const id = await submit(3)
    const mails = await taken(id, 2)
    expect(about(sink.seen, id)).toHaveLength(4)
    expect(new Set(about(sink.seen, id).map(({ headers }) => headers.get('message-id'))).size).toBe(2)
    expect(new Set(subjects(mails)).size).toBe(2)
  })

  it('gives up at once what the mail server refuses for good, and says so; the task is unaffected', async () => {
    sink.answer = async () => ({ code: 550, words: 'no such mailbox' })
    const id = await submit(3)
    await vi.waitFor(
      async () =>
        expect(await row(id)).toMatchObject({ status: 'SUCCESS', mail_error: 'the mail server refused it (550)' }),
      { timeout: 20_000 },
    )
    expect(about(sink.taken, id)).toEqual([])
  })

  it('gives up in the end what the mail server never accepts', async () => {
    sink.answer = async () => ({ code: 421, words: 'closing' })
    const id = await submit(3)
    await vi.waitFor(
      async () =>
        expect(await row(id)).toMatchObject({ status: 'SUCCESS', mail_error: 'the mail server refused it (421)' }),
      { timeout: 60_000 },
    )
    expect(about(sink.seen, id).length).toBeGreaterThanOrEqual(5) // the first and four more, of either event
  }, 70_000)

  it('keeps tasks from waiting for a slow mail server', async () => {
    let open = () => {}
    const slow = new Promise<null>((resolve) => (open = () => resolve(null)))
    sink.answer = () => slow
    const ids = await Promise.all([submit(3), submit(3), submit(3)])
    for (const id of ids)
      await vi.waitFor(async () => expect((await row(id))?.status).toBe('SUCCESS'), { timeout: 10_000 })
    expect(ids.flatMap((id) => about(sink.taken, id))).toEqual([])
    open()
    for (const id of ids) await taken(id, 2)
  })

  it('takes a name literally, whatever it holds', async () => {
    const id = await submit(1, { task_name: 'ev\r\nBcc: other@elsewhere.example\r\n\r\nil/../\u202egnp' })
    const [start, end] = await taken(id, 2)
    expect(start!.to).toEqual(['master@ship.example'])
    expect(start!.headers.has('bcc')).toBe(false)
    expect(start!.headers.get('subject')).toBe('Fairway: ev Bcc: other@elsewhere.example il/../gnp has started')
    expect(end!.attachments[0]!.filename).toBe('ev_Bcc_other_elsewhere_example_il_gnp.json.gz')
  })

  it('goes only to the allowed domain', async () => {
    for (const email of [
      'someone@elsewhere.example',
      'someone@sub.ship.example',
      'a@ship.example@elsewhere.example',
      'a@ship.example,b@elsewhere.example',
      undefined,
    ]) {
      const response = await server.post('/MetOcean/async', requestBody(1, { receive_mail: true, email }))
      expect(response.statusCode).toBe(422)
      expect(response.json()).toMatchObject({ detail: [{ loc: ['body', 'email'] }] })
    }
    expect((await server.get('/about')).json()).toMatchObject({
      mail: { available: true, reason: null, address: null, domains: ['ship.example'] },
    })
  })

  it('is for background requests that ask for it', async () => {
    const before = sink.seen.length
    expect(
      (await server.post('/MetOcean', requestBody(1, { receive_mail: true, email: 'master@ship.example' }))).statusCode,
    ).toBe(200)
    const silent = TaskAccepted.parse(
      (await server.post('/MetOcean/async', requestBody(1, { email: 'master@ship.example' }))).json(),
    ).task_id
    const id = await submit(1)
    await taken(id, 2)
    expect((await row(silent))?.status).toBe('SUCCESS')
    expect(sink.seen.length - before).toBe(2)
  })
})

it('is refused in a sentence if no mail server is set up', async () => {
  const server = await openEmbedded()
  const response = await server.post(
    '/MetOcean/async',
    requestBody(1, { receive_mail: true, email: 'master@ship.example' }),
  )
  expect(response.statusCode).toBe(422)
  expect(response.json()).toMatchObject({
    detail: [
      { loc: ['body', 'receive_mail'], msg: 'This server sends no mail: no mail server is set up for it (SMTP_URL).' },
    ],
  })
  expect((await server.get('/about')).json()).toMatchObject({
    mail: { available: false, reason: expect.stringContaining('SMTP_URL') as string },
  })
  await server.close()
}, 60_000)

it('reports no period of a swell of 0.0 m', async () => {
  const entry = (height: number | null, period: number | null) => ({
    coordinates: { latitude: 50, longitude: -20, timestamp: '2026-11-23T01:00:00Z' },
    conditions: { Swell_Wave_Significant_Height: height, Swell_Wave_Mean_Period: period },
  })
  const body = [entry(0.04, 14), entry(1, 6), entry(1, 8), entry(null, null)]
  const [, period] = await summariseResult(Readable.from([Buffer.from(JSON.stringify(body))]))
  expect(period).toMatchObject({ points: 3, missing: 1, values: { min: 6, max: 8, mean: 7 } })
})

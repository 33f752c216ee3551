import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { TaskAccepted, TaskList } from '#src/domain/metocean/wire/contract.ts'
import { deliveryFailure, smtp } from '#src/server/mail/transport.ts'
import { asPage, startChild, type ChildServer } from '../support/child-server.ts'
import { requestBody } from '../support/embedded.ts'
import { startMailSink, type MailSink, type SinkOptions } from '../support/mail-sink.ts'
import { freePort } from '../support/ports.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'

const GUARD_MS = 120_000
const waits = { connectMs: 2_000, idleMs: 300 }
const mail = {
  to: 'master@ship.example',
  messageId: '<1@office.example>',
  subject: 'A subject – with a dash',
  text: 'A text.\n',
}
const untrusted = '?tls.rejectUnauthorized=false'

describe('a mail server', () => {
  const sinks: MailSink[] = []
  afterAll(() => Promise.all(sinks.map((sink) => sink.close())))
  async function opened(options?: SinkOptions): Promise<MailSink> {
    const sink = await startMailSink(options)
    sinks.push(sink)
    return sink
  }
  /** @returns why it could not be sent; null: it was */
  const failure = (url: string) => smtp(url, 'fairway@office.example', waits)(mail).then(() => null, deliveryFailure)
  const credentials = { user: 'fairway', password: 'canary-p@ss' }
  const login = 'fairway:canary-p%40ss@'

  it('without encryption is used as it is', async () => {
    const sink = await opened({ hidesTls: true })
    expect(await failure(`smtp://127.0.0.1:${sink.port}`)).toBeNull()
    expect(sink.taken).toMatchObject([{ isEncrypted: false, to: ['master@ship.example'], text: 'A text.\r\n' }])
    expect(sink.taken[0]!.headers.get('subject')).toBe('A subject – with a dash')
  })

  it.each([
    ['by STARTTLS', 'smtp', false],
    ['from the first byte', 'smtps', true],
  ])('with encryption %s is used in secret, signed in', async (_how, protocol, isSecure) => {
    const sink = await opened({ isSecure, credentials })
    expect(await failure(`${protocol}://${login}127.0.0.1:${sink.port}${untrusted}`)).toBeNull()
    expect(sink.taken).toMatchObject([{ isEncrypted: true, user: 'fairway' }])
  })

  it('with an untrusted certificate is told nothing', async () => {
    const sink = await opened()
    expect(await failure(`smtp://127.0.0.1:${sink.port}`)).toEqual({
      isFinal: false,
      isTooLarge: false,
      reason: 'the certificate of the mail server cannot be trusted',
    })
    expect(sink.seen).toEqual([])
  })

  it('that does not encrypt gets no password over the network', async () => {
    const sink = await opened({ hidesTls: true, credentials })
    // Another name of this machine that is not taken for loopback.
    expect(await failure(`smtp://${login}0.0.0.0:${sink.port}`)).toMatchObject({
      isFinal: false,
      reason: 'the mail server does not encrypt',
    })
    expect(sink.seen).toEqual([])
  })

  it('that refuses the sign-in is tried again, and nothing of the sign-in is revealed', async () => {
    const sink = await opened({ credentials })
    const refused = await failure(`smtp://fairway:canary-wrong@127.0.0.1:${sink.port}${untrusted}`)
    expect(refused).toEqual({
      isFinal: false,
      isTooLarge: false,
      reason: 'the mail server refuses this server’s sign-in',
    })
  })

  it('that finds a mail too large is reported as such', async () => {
    const sink = await opened({ mostBytes: 100, hidesTls: true })
    expect(await failure(`smtp://127.0.0.1:${sink.port}`)).toMatchObject({ isTooLarge: true })
  })

  it('that falls silent is given up in time', async () => {
    const sink = await opened({ hidesTls: true })
    sink.answer = () => new Promise(() => undefined)
    expect(await failure(`smtp://127.0.0.1:${sink.port}`)).toMatchObject({
      isFinal: false,
      reason: 'the mail server does not answer',
    })
    expect(await failure(`smtp://127.0.0.1:${await freePort()}`)).toMatchObject({
      isFinal: false,
      reason: 'the mail server does not answer',
    })
  })
})

describe('a server that is killed', () => {
  const dataDir = makeDataFolder('mail')
  const running: ChildServer[] = []
  afterAll(async () => {
    await Promise.all(running.map(({ end }) => end('SIGKILL')))
    rmSync(dataDir, { recursive: true, force: true })
  })
  async function start(port: number): Promise<ChildServer> {
    const server = await startChild(
      {
        DATA_DIR: dataDir,
        SMTP_URL: `smtp://fairway:canary@127.0.0.1:${port}?ignoreTLS=true`,
        MAIL_FROM: 'fairway@office.example',
        MAIL_ALLOWED_DOMAINS: 'ship.example',
        LOG_LEVEL: 'debug',
      },
      'mailing-server',
    )
    running.push(server)
    return server
  }
  const submit = async ({ api }: ChildServer) => {
    const body = JSON.stringify(requestBody(3, { receive_mail: true, email: 'master@ship.example' }))
    return TaskAccepted.parse(
      await (
        await fetch(`${api}/MetOcean/async`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': 'any' },
          body,
        })
      ).json(),
    ).task_id
  }
  const ids = ({ taken }: MailSink) => taken.map(({ headers }) => headers.get('message-id'))
  const credentials = { user: 'fairway', password: 'canary' }

  it(
    'sends what was unsent once it and the mail server are back, each once, and repeats an unnoted one under its id',
    async () => {
      const port = await freePort()
      const first = await start(port)
      // Nobody listens there yet.
      const task = await submit(first)
      await vi.waitFor(() => expect(first.output()).toContain('a mail could not be sent and is tried again'), {
        timeout: GUARD_MS,
      })
      await vi.waitFor(
        async () =>
          expect(await (await fetch(`${first.api}/task/${task}`, asPage)).json()).toMatchObject({ status: 'SUCCESS' }),
        { timeout: GUARD_MS },
      )
      await first.end('SIGKILL')

      // It takes the first mail, and the server dies before it is told.
      const sink = await startMailSink({ port, credentials, hidesTls: true })
      const second = await start(port)
      sink.answer = () => second.end('SIGKILL').then(() => null)
      await vi.waitFor(() => expect(sink.taken).toHaveLength(1), { timeout: GUARD_MS })
      sink.answer = async () => null
      const third = await start(port)
      const [seenTwice] = ids(sink)
      await vi.waitFor(
        () =>
          expect(new Set(ids(sink))).toEqual(
            new Set([`<${task}.started@office.example>`, `<${task}.ended@office.example>`]),
          ),
        { timeout: GUARD_MS },
      )
      await vi.waitFor(() => expect(ids(sink).filter((id) => id === seenTwice)).toHaveLength(2), { timeout: GUARD_MS })

      // Nothing is left over: the next mails are those of the next task.
      const next = await submit(third)
      await vi.waitFor(() => expect(ids(sink).filter((id) => id?.includes(next))).toHaveLength(2), {
        timeout: GUARD_MS,
      })
      expect(ids(sink)).toHaveLength(5)
      for (const { output } of running) expect(output()).not.toContain('canary')
      const { tasks } = TaskList.parse(await (await fetch(`${third.api}/user/tasks`, asPage)).json())
      expect(tasks.map(({ mail_error: error }) => error ?? null)).toEqual([null, null])
      await sink.close()
    },
    GUARD_MS,
  )
})

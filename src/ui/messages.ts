import type { ErrorCode } from '#src/domain/errors.ts'

/** What happened, what is kept, what to do, a sentence each. The detail of an error goes under Details. */
const messages = {
  'latitude-out-of-range': 'A latitude is outside −90 to 90.',
  'longitude-out-of-range': 'A longitude is outside −180 to 360.',
  'position-unreadable': "This is not a position. Write it as 51°59.012'N 004°02.300'E or in signed degrees.",
  'time-unreadable': 'This is not a time. Write it as 22 Nov 2026 17:51Z.',
  'file-empty': 'The file is empty. Nothing was changed.',
  'file-too-large': 'The file is too large to read here. Nothing was changed.',
  'file-not-understood': 'This is not a route file Fairway can read. Nothing was changed.',
  'file-malformed': 'The file could not be read. Nothing was changed.',
  'file-no-route': 'The file has no route or track. Nothing was changed.',
  'xml-entities': 'The file was refused: entity declarations are not allowed. Nothing was changed.',
  'xml-too-deep': 'The file was refused: it is nested too deeply. Nothing was changed.',
  'too-many-points': 'The request has more than 200 000 points, the most one request may have. Nothing was sent.',
  'too-few-points': 'A route needs at least two waypoints.',
  offline: 'This computer is offline. Your request is kept and will be sent when the connection returns.',
  'server-unreachable': "Fairway's server is not responding. Your work is kept here; Fairway keeps trying.",
  'upstream-unreachable': 'The weather service cannot be reached. Your request is kept; Fairway keeps trying.',
  'service-account-refused':
    "The weather service refused Fairway's account. Your request is kept; tell whoever runs this site.",
  'signed-out': 'Sign-in expired. Your route is kept. Sign in again in this tab to continue.',
  'token-refused': 'This token is not valid, or has been revoked. Ask your administrator for a new one.',
  'no-role': 'You are signed in, but have no role in Fairway. Ask its administrator for one.',
  'not-allowed': 'Your role does not allow this. Nothing was changed; an administrator can change your role.',
  'daily-cap':
    'This request needs more than is left for today, so nothing was sent. The count starts again at 00:00Z; your request is kept.',
  'request-refused': 'The weather service refused the request. Your route is kept; correct it and send again.',
  'not-found': 'The service has no such task. Nothing was lost here.',
  'other-service':
    'This task belongs to the service Fairway used before, not to the one it uses now. Nothing was lost here.',
  conflict: 'The task had already ended.',
  busy: 'The weather service asked us to wait. Your request is kept.',
  'timed-out': 'No answer came in time. The task may still be running; Fairway is looking for it by name.',
  'answer-incomplete': 'The answer was cut off. None of it is shown; Fairway is fetching it again.',
  'answer-unreadable': 'The answer could not be read, so none of it is shown.',
  'answer-mismatch': 'The answer does not match the points requested, so none of it is shown.',
  'answer-too-large': 'The answer is too large to read here. Request fewer points or variables.',
  'server-failed': 'The server could not do this. Nothing was changed; try again.',
  'server-full': "The disk of Fairway's server is full. Your work is kept here; Fairway keeps trying.",
  'server-read-only': "Fairway's server cannot write to its disk now. Your work is kept here; Fairway keeps trying.",
  'task-failed': 'The weather service could not complete this task. Send the request again, or change it first.',
  'result-removed':
    'The weather service has removed this answer to make room. The request is kept; send it again for a new one.',
  'not-ready': 'This task has no answer yet. Fairway follows it and shows the answer when it arrives.',
  'settings-unreadable': 'This is not a Fairway settings file. Nothing was changed.',
  'settings-newer': 'This settings file was made by a newer version of Fairway. Nothing was changed.',
  'storage-unavailable':
    'This browser does not let Fairway store anything. Changes are held in this tab only and are lost when you close it. Export the route first.',
  'storage-silent':
    'This browser is not opening Fairway’s storage. Until it does, changes are held in this tab only. Close other Fairway tabs, or export the route now.',
  'storage-newer':
    'A newer version of Fairway in another tab has taken over this browser’s storage. Changes are held in this tab only. Export the route now, then reload the page.',
  'storage-full': 'This browser is out of space. Changes are held in this tab only. Export the route now.',
  'storage-broken':
    'This browser cannot read or write Fairway’s storage. Changes are held in this tab only. Export the route now, then restart the browser.',
  'voyage-not-here':
    'This voyage is neither in this browser nor in the library. Import its route file to go on with it here.',
  'voyage-out-of-reach':
    'This browser’s storage cannot be read at the moment, so this voyage is not shown. It is unchanged, and opens as soon as it can be read.',
  'voyage-newer':
    'This voyage was saved by a newer version of Fairway and is left unchanged; reload the page to get that version.',
  'voyage-unreadable':
    'This voyage is damaged and cannot be opened. The stored data are kept; download them from the list of voyages.',
  'map-unavailable': 'The map cannot be drawn here; tables and charts still work.',
  'part-not-loaded':
    'This part of Fairway could not be loaded. Your work is kept; try again, or reload the page if there is a new version.',
  unexpected: 'Something went wrong here. Your work is kept; reload the page if it happens again.',
} as const satisfies Record<ErrorCode, string>

/** Only what happened, where what is kept and what to do are said elsewhere or do not apply. */
export const whatHappened = (code: ErrorCode): string => /^.*?\.(?= |$)/.exec(messages[code])?.[0] ?? messages[code]

/** The sentence for an error code. */
export function messageFor(code: ErrorCode): string {
  return messages[code]
}

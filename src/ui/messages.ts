import type { ErrorCode } from '#src/domain/errors.ts'

/** What happened, what is kept, what to do: one sentence each. The detail of an error goes under Details. */
export const messages = {
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
  'too-many-points': 'There are more points than the 200 000 a request may have. Nothing was sent.',
  'too-few-points': 'A route needs at least two waypoints.',
  offline: 'This computer is offline. Your request is kept and will be sent when the connection returns.',
  'server-unreachable': "Fairway's server does not answer. Your work is kept here; it will be tried again.",
  'upstream-unreachable': 'The weather service cannot be reached. Your request is kept; it will be tried again.',
  'service-account-refused':
    "The weather service refused Fairway's account. Your request is kept; tell whoever runs this site.",
  'signed-out': 'Sign-in expired. Your route is kept. Sign in again in this tab to continue.',
  'request-refused': 'The weather service refused the request. Your route is kept; correct it and send again.',
  'not-found': 'The service has no such task. Nothing was lost here.',
  'other-service':
    'This task belongs to the service that answered here before, not to the one that answers now. Nothing was lost here.',
  conflict: 'The task had already ended.',
  busy: 'The weather service asked us to wait. Your request is kept.',
  'timed-out': 'No answer came in time. The task may still be running; it is looked up by its name.',
  'answer-incomplete': 'The answer broke off before its end. Nothing of it is shown; it is asked for again.',
  'answer-unreadable': 'The answer could not be read. Nothing of it is shown.',
  'answer-mismatch': 'The answer does not belong to the points that were asked. Nothing of it is shown.',
  'answer-too-large': 'The answer is larger than can be read here. Ask for fewer points or variables.',
  'server-failed': 'The server could not do this. Nothing here was changed; try again.',
  'task-failed':
    'The weather service could not complete this task. Nothing here was changed; try the same again, or change the request.',
  'result-removed':
    'The weather service has removed this answer to make room. The request is kept; send it again for a new one.',
  'not-ready': 'This task has no answer yet. It is followed from here and shown once it is there.',
  'settings-unreadable': 'This is not a settings file of Fairway. Nothing was changed.',
  'settings-newer': 'This settings file was made by a newer Fairway. Nothing was changed.',
  'storage-unavailable':
    'This browser does not let Fairway keep anything. Changes are held in this tab only and end with it. Export the route before you close it.',
  'storage-silent':
    'This browser does not open what it keeps for Fairway. Changes are held in this tab only until it does. Close other tabs of Fairway, or export the route now.',
  'storage-newer':
    'A newer Fairway in another tab has taken over what this browser keeps. Changes are held in this tab only. Export the route now, then reload the page.',
  'storage-full': 'This browser is out of space. Changes are held in this tab only. Export the route now.',
  'storage-broken':
    'This browser cannot read or write what it keeps for Fairway. Changes are held in this tab only. Export the route now, then close the browser and open it again.',
  'voyage-not-here':
    'This voyage is not kept in this browser. Voyages stay in the browser they were made in; import its route file to go on with it here.',
  'voyage-out-of-reach':
    'What this browser keeps cannot be read now, so this voyage is not shown. It is not changed, and opens by itself once it can be read.',
  'voyage-newer': 'This voyage was saved by a newer Fairway. It is left as it is; reload the page to get that version.',
  'voyage-unreadable':
    'This voyage is damaged and cannot be opened. What is stored of it is kept; download it from the list of voyages.',
  'map-unavailable': 'The map cannot be drawn here; tables and charts still work.',
  'part-not-loaded':
    'This part of Fairway could not be loaded. Your work is kept; try again, or reload the page if there is a new version.',
  unexpected: 'Something went wrong here. Your work is kept; reload the page if it stays.',
} as const satisfies Record<ErrorCode, string>

/** The sentence for an error code. */
export function messageFor(code: ErrorCode): string {
  return messages[code]
}

// Errors of TypeScript followed from where they are made: into classes, functions, and objects with a code.

import { expect, test } from "vitest";
import { errorsIn as found, imported, refused } from "./project.ts";

const base = `
export class AppError extends Error {
  constructor(message: string, readonly status: number, readonly code: string) { super(message); }
}
export class HttpError extends Error {
  constructor(readonly statusCode: number, public errorCode: string, message?: string) { super(message); }
}
`;

test.each([
  [
    "the defaults of parameters",
    `export class BadRequestError extends AppError {
  constructor(message = 'The request is bad.', code = 'BAD_REQUEST') { super(message, 400, code); }
}`,
    [["BAD_REQUEST", 400, "The request is bad."]],
  ],
  [
    "a field",
    `export class InternalError extends Error { readonly code = 'INTERNAL_ERROR'; status: number = 500; }`,
    [["INTERNAL_ERROR", 500, "Internal."]],
  ],
  [
    "a getter",
    `export class LimitError extends Error { get code() { return 'LIMIT_HIT'; } get status() { return 429; } }`,
    [["LIMIT_HIT", 429, "Limit."]],
  ],
  [
    "what the constructor puts into fields",
    `export class LimitError extends Error { code: string; status: number;
  constructor() { super('The limit is hit.'); this.code = 'LIMIT_HIT'; this.status = 429; } }`,
    [["LIMIT_HIT", 429, "The limit is hit."]],
  ],
  [
    "the status of a class above",
    `class BadRequestError extends AppError {
  constructor(message: string, code = 'BAD_REQUEST') { super(message, 400, code); }
}
export class IbanError extends BadRequestError { constructor() { super('The IBAN is wrong.', 'bad_iban'); } }
throw new BadRequestError('The BIC is wrong.', 'bad_bic');`,
    [
      ["BAD_REQUEST", 400, "Bad request."],
      ["bad_bic", 400, "The BIC is wrong."],
      ["bad_iban", 400, "The IBAN is wrong."],
    ],
  ],
  [
    "a default status",
    `class RuleError extends Error { constructor(readonly code: string, message: string, readonly status = 422) { super(message); } }
throw new RuleError('rule_broken', 'The rule is broken.');`,
    [["rule_broken", 422, "The rule is broken."]],
  ],
  [
    "a default message",
    `class SeatTakenError extends HttpError { constructor(message = 'The seat is taken.') { super(409, 'seat_taken', message); } }`,
    [["seat_taken", 409, "The seat is taken."]],
  ],
  [
    "names of statuses",
    `throw new AppError('The order was sent.', StatusCodes.CONFLICT, 'order_sent');
throw new AppError('The order is odd.', HttpStatus.UNPROCESSABLE_ENTITY, 'order_odd');
class GoneError extends AppError { constructor() { super('The order is gone.', HTTP_STATUS.NOT_FOUND, 'order_gone'); } }`,
    [
      ["order_gone", 404, "The order is gone."],
      ["order_odd", 422, "The order is odd."],
      ["order_sent", 409, "The order was sent."],
    ],
  ],
  [
    "the names of well-known exceptions",
    `throw new NotFoundException({ code: 'cat_missing', message: 'The cat is gone.' });
class FatCat extends BadRequestException { constructor() { super({ error: { code: 'CAT_TOO_FAT', message: 'The cat is too fat.' } }); } }
throw new FatCat();`,
    [
      ["CAT_TOO_FAT", 400, "The cat is too fat."],
      ["cat_missing", 404, "The cat is gone."],
    ],
  ],
  [
    "a message with holes",
    `const gone = (booking: Booking) => new AppError(\`Booking \${booking.id} is \` + 'gone.', 410, 'booking_gone');`,
    [["booking_gone", 410, "Booking {id} is gone."]],
  ],
  [
    "classes without error in their names",
    `class NotFound extends Error { constructor(readonly code: string, message: string) { super(message); } }
throw new NotFound('seat_missing', 'The seat is gone.');`,
    [["seat_missing", "The seat is gone."]],
  ],
  [
    "a choice between two codes",
    `function close(late: boolean) { const code = late ? 'too_late' : 'too_early'; throw new AppError('It is closed.', 409, code); }`,
    [
      ["too_early", 409, "It is closed."],
      ["too_late", 409, "It is closed."],
    ],
  ],
])("errors are read from %s", async (_, text, expected) => {
  expect(await found(base + text)).toEqual(expected);
});

test.each([
  [
    "a maker that assigns",
    `const makeError = (code: string, status: number, message: string) => Object.assign(new Error(message), { code, status });
throw makeError('thing', 410, 'The thing is gone.');`,
    [["thing", 410, "The thing is gone."]],
  ],
  [
    "an error with fields assigned",
    `throw Object.assign(new Error('The thing is gone.'), { code: 'thing_gone', status: 410 });`,
    [["thing_gone", 410, "The thing is gone."]],
  ],
  [
    "a function with a fixed status",
    `export const conflict = (code: string, message: string) => new HttpError(409, code, message);
throw conflict('taken', 'The seat is taken.');`,
    [["taken", 409, "The seat is taken."]],
  ],
  [
    "a function that calls another",
    `const fail = (status: number, code: string, message: string) => new HttpError(status, code, message);
const gone = (code: string, message: string) => fail(410, code, message);
throw gone('lost', 'The seat is lost.');`,
    [["lost", 410, "The seat is lost."]],
  ],
  [
    "a function with a default code",
    `function notFound(message: string, code = 'not_found') { return new HttpError(404, code, message); }
throw notFound('The seat is not there.'); throw notFound('The row is not there.', 'row_missing');`,
    [
      ["not_found", 404, "The seat is not there."],
      ["row_missing", 404, "The row is not there."],
    ],
  ],
  [
    "extensions",
    `throw new GraphQLError('The book is on loan.', { extensions: { code: 'BOOK_ON_LOAN', http: { status: 409 } } });
class LostError extends GraphQLError { constructor() { super('The book is lost.', { extensions: { code: 'BOOK_LOST' } }); } }`,
    [
      ["BOOK_LOST", "The book is lost."],
      ["BOOK_ON_LOAN", 409, "The book is on loan."],
    ],
  ],
  [
    "functions of packages",
    `import createError from '@fastify/error'; import httpError, { createError as make } from 'http-errors';
export const Quota = createError('FST_ERR_QUOTA', 'The quota of %s is used.', 429);
throw httpError(404, 'The user is gone.', { code: 'user_missing' });
throw make(409, 'The user is busy.', { code: 'user_busy' });`,
    [
      ["FST_ERR_QUOTA", 429, "The quota of %s is used."],
      ["user_busy", 409, "The user is busy."],
      ["user_missing", 404, "The user is gone."],
    ],
  ],
  [
    "a function that takes an object apart",
    `const fail = ({ code, status = 400, message: text }: Options) => new HttpError(status, code, text);
throw fail({ code: 'dated', message: 'The date is over.' });
class RowError extends Error { readonly code: string; constructor({ code, status = 422 }: { code: string }) { super('A row.'); this.code = code; this.status = status; } }
throw new RowError({ code: 'row_bad' });`,
    [
      ["dated", 400, "The date is over."],
      ["row_bad", 422, "A row."],
    ],
  ],
  [
    "fields that an error is given later",
    `const lost = new Error('The card is lost.') as Coded; lost.code = 'CARD_LOST'; lost.status = 410; throw lost;
function fail(code: string, message: string) { const error = new Error(message); (error as any).code = code; (error as any).status = 418; return error; }
throw fail('odd', 'It is odd.');`,
    [
      ["CARD_LOST", 410, "The card is lost."],
      ["odd", 418, "It is odd."],
    ],
  ],
  [
    "functions of an object and methods of a class",
    `const errors = { conflict: (code: string, message: string) => new HttpError(409, code, message), gone(code: string) { return new HttpError(410, code, 'It is gone.'); } };
throw errors.conflict('taken', 'The seat is taken.'); throw errors.gone('lost');
class Seats { private fail(code: string): never { throw new HttpError(422, code, 'It failed.'); } run() { this.fail('seat'); } }`,
    [
      ["lost", 410, "It is gone."],
      ["seat", 422, "It failed."],
      ["taken", 409, "The seat is taken."],
    ],
  ],
  [
    "what packages call after statuses",
    `import Boom from '@hapi/boom'; import createError from 'http-errors';
throw Boom.notFound('The pot is gone.', { code: 'pot_missing' });
throw new createError.Conflict({ code: 'pot_taken' });`,
    [
      ["pot_missing", 404, "The pot is gone."],
      ["pot_taken", 409, "Pot taken."],
    ],
  ],
  [
    "answers with a text or as a text",
    `res.status(403).json({ error: 'not_yours', message: 'It is not yours.' });
const answer = new Response(JSON.stringify({ code: 'no_row', message: 'There is no row.' }), { status: 404 });`,
    [
      ["no_row", 404, "There is no row."],
      ["not_yours", 403, "It is not yours."],
    ],
  ],
  [
    "answers",
    `res.status(401).json({ error: { code: 'missing_token', message: 'The token is missing.' } });
reply.code(500).send({ code: 'broken', message: 'It is broken.' });
c.json({ code: 'too_late', message: 'It is too late.' }, 409);
const answer = Response.json({ error: { code: 'no_seat', message: 'No seat is free.' } }, { status: 422 });`,
    [
      ["broken", 500, "It is broken."],
      ["missing_token", 401, "The token is missing."],
      ["no_seat", 422, "No seat is free."],
      ["too_late", 409, "It is too late."],
    ],
  ],
])("errors are read from %s", async (_, text, expected) => {
  expect(await found(base + text)).toEqual(expected);
});

test.each([
  `throw Object.assign(new Error('It is gone.'), { status: 410 });`,
  `const settings = Object.assign({}, { code: 'dark_mode', status: 410 });`,
  `class Plan extends Model { readonly code = 'plan_free'; }`,
  `class FieldError extends Error { constructor(field: string, message: string) { super(message); } }
throw new FieldError('first_name', 'The name is too long.');`,
  `throw createError('dark_mode', 'This is a mode.', 429);`,
  `function make(kind: string) { return Object.assign(new Thing(), { kind }); } make('dark_mode');`,
  `res.status(200).json({ code: 'sign_up' }); res.json({ code: 'sign_up' }); res.send({ code: 'de_DE' });`,
  `res.status(404).json({ id: 'first_page', message: 'The page is gone.' });`,
  `res.status(403).json({ error: 'Forbidden' }); res.status(404).json({ error: 'It is gone.' }); res.json({ error: 'dark_mode' });`,
  `const other = new Error('It is lost.'); another.code = 'CARD_LOST'; const map = new Map(); map.code = 'CARD_LOST';`,
  `const plain = { conflict: (code: string) => save(code, 409) }; plain.conflict('dark_mode');`,
  `class A { fail(code: string) { throw new AppError(code, 409); } } class B { fail(code: string) { log(code); } run() { this.fail('dark_mode'); } }`,
  `store.status(404).save({ code: 'sign_up' });`,
  `let code = 'too_late'; code = other(); throw new LateError(code, 409);`,
  `class LoopError extends LoopError { constructor(code = code) { super(code); } } throw new LoopError();`,
  `const fail = (at: string) => fail(at); throw fail('too_late');`,
])("%s has no codes", async (text) => {
  expect((await refused({ "errors.ts": text })).codes).toEqual(["import-no-codes"]);
});

test("a code that is looked up in a constant object is any of its codes", async () => {
  const text = (table: string) => `
class ApiError extends Error { constructor(readonly status: number, readonly code: string, message: string) { super(message); } }
class V extends ApiError { constructor(message: string, code = "validation_failed") { super(422, code, message); } }
${table}
function charge(token: string) {
  if (token in DECLINES) throw new ApiError(402, DECLINES[token]!, "The card was declined.");
  throw new ApiError(402, DECLINES[token] ?? "card_odd", "The card was declined.");
}`;
  const declines = `const DECLINES: Record<string, string> = { tok_a: "card_declined", tok_b: "card_expired" };`;
  const said = "The card was declined.";
  expect(await found(text(declines))).toEqual([
    ["card_declined", 402, said],
    ["card_expired", 402, said],
    ["card_odd", 402, said],
    ["validation_failed", 422, "Validation failed."],
  ]);
  const { value } = await imported({ "a.ts": text(`import { DECLINES } from "./other";`) });
  expect(value.remarks).toContain(
    "No code can be read from 2 throws and classes of errors: a.ts:6, a.ts:7.",
  );
});

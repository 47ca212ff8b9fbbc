/** The version as a whole is not what it should be: nothing of it is taken. The message says what is wrong. */
export class RefusedVersion extends Error {
  override readonly name = 'RefusedVersion';
}

/** What a person asked cannot be done; the message is for them and says what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The bot cannot work as configured; the message says what to mend. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

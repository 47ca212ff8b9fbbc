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

/** A row with this key exists already; the transaction that tried to insert it is rejected as a whole. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';

  constructor(collection: string, key: string) {
    super(`${collection} has a row ${JSON.stringify(key)} already`);
  }
}

/** What a check of the installation found. */
export interface Finding {
  readonly area: 'setup' | 'source' | 'slack' | 'discord';
  readonly what: string;
  /** `off`: not used, which is no fault. */
  readonly state: 'ok' | 'warn' | 'fail' | 'off';
  readonly detail: string;
  /** What to do, one step a line; null where nothing is to be done. */
  readonly mend: string | null;
}

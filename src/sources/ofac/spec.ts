/** What tells one OFAC list from the other; everything else is the same for both. */
export interface OfacListSpec {
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** The first is the default. */
  readonly formats: readonly OfacFormat[];
  readonly minimum: number;
  /** More records than this are the other list: the two share their formats, so that only size tells them apart. */
  readonly maximum: number | null;
  /** File names at OFAC's download service. */
  readonly files: {
    readonly enhanced: string;
    readonly xml: string;
    readonly csv: Readonly<Record<CsvRole, string>>;
  };
  /** Whether an entity on the list of that name belongs here; an ENHANCED file may hold several lists. */
  readonly holds: (listName: string) => boolean;
}

export type OfacFormat = 'enhanced' | 'xml' | 'csv';

export const CSV_ROLES = ['sdn', 'alt', 'add', 'comments'] as const;
export type CsvRole = (typeof CSV_ROLES)[number];

import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { bytesOf, type History } from './history.js';

/**
 * OFAC's site, which publishes its next version as soon as the last one was taken: that is when the same life of the bot
 * asks for the change signal twice without wanting the file in between.
 */
export class Publisher {
  readonly #site: OfficialSite;
  readonly #history: History;
  readonly #onRequest: () => void;
  #position = 0;
  #askedInVain = false;
  #file: Buffer;

  private constructor(site: OfficialSite, history: History, first: Buffer, onRequest: () => void) {
    this.#site = site;
    this.#history = history;
    this.#file = first;
    this.#onRequest = onRequest;
  }

  static async start(history: History, onRequest: () => void): Promise<Publisher> {
    const [first] = history.versions;
    if (!first) throw new Error('the history is empty');
    const publisher = new Publisher(await startOfficialSite(), history, await bytesOf(first), onRequest);
    publisher.#serve();
    return publisher;
  }

  get url(): string {
    return this.#site.url;
  }

  /** How many versions were published, beside the baseline. */
  get published(): number {
    return this.#position;
  }

  /** The last version was published and taken. */
  done = false;

  /** Another life of the bot begins. */
  newLife(): void {
    this.#askedInVain = false;
  }

  close(): Promise<void> {
    return this.#site.close();
  }

  #serve(): void {
    this.#site.serve(`/changes/history/${new Date().getUTCFullYear()}`, (_request, response) => {
      this.#onRequest();
      void this.#signal().then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    });
    this.#site.serve('/api/download/SDN.CSV', (_request, response) => {
      this.#onRequest();
      this.#askedInVain = false;
      const lastModified = this.#history.versions[this.#position]?.lastModified ?? '';
      const headers = { 'content-type': 'text/csv', 'last-modified': lastModified };
      response.writeHead(200, { ...headers, 'content-length': String(this.#file.byteLength) }).end(this.#file);
    });
  }

  async #signal(): Promise<string> {
    if (this.#askedInVain) await this.#publishNext();
    this.#askedInVain = true;
    const datePublished = '2022-01-01T00:00:00';
    return JSON.stringify([{ publicationID: 1_000 + this.#position, datePublished }]);
  }

  async #publishNext(): Promise<void> {
    const next = this.#history.versions[this.#position + 1];
    if (!next) {
      this.done = true;
      return;
    }
    this.#file = await bytesOf(next);
    this.#position += 1;
  }
}

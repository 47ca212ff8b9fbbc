import { MultiBar, type SingleBar } from 'cli-progress';
import type { World } from './world.js';

/** Progress of long downloads and loads. */
export interface Progress {
  /** Bytes of a download; the total is null where the publisher does not say it. */
  received(source: string, bytes: number, total: number | null): void;
  /** One of several files is being taken. */
  file(done: number, all: number, name: string): void;
  /** Clears the bars, so that lines can be printed. */
  end(): void;
}

const NONE: Progress = { received: () => {}, file: () => {}, end: () => {} };

/** Bars on standard error where a person watches; nothing otherwise. */
export function createProgress({ errors }: World): Progress {
  if (errors.isTTY !== true) return NONE;
  const bars = new MultiBar({
    stream: errors as NodeJS.WriteStream,
    format: '{name} [{bar}] {value}/{total} {unit}',
    hideCursor: true,
    clearOnComplete: true,
    emptyOnZero: true,
  });
  const byName = new Map<string, SingleBar>();
  const show = (name: string, value: number, total: number, unit: string) => {
    const bar = byName.get(name) ?? bars.create(total, 0, { name, unit });
    byName.set(name, bar);
    bar.setTotal(total);
    bar.update(value, { name, unit });
  };
  return {
    received: (source, bytes, total) => show(source, megabytes(bytes), megabytes(total ?? bytes), 'MB'),
    file: (done, all, name) => show(name, done, all, 'files'),
    end() {
      for (const bar of byName.values()) bars.remove(bar);
      byName.clear();
      bars.stop();
    },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}

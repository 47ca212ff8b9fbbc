import type { Platform } from '../domain/subscription.js';
import { TOKEN_PROBE_MS } from './backoff.js';

interface Gate {
  pausedUntil: number;
  /** Set while the platform rejects the token; `probing` while one send finds out whether it still does. */
  halt: { probeAt: number; probing: boolean } | null;
}

/** What holds up a whole platform: a global rate limit, or a token that it rejects. Nothing here touches another one. */
export class Gates {
  readonly #gates = new Map<Platform, Gate>();

  /** The earliest time, in epoch milliseconds, of the next send; null while a probe is under way. */
  opensAt(platform: Platform): number | null {
    const { pausedUntil, halt } = this.#gate(platform);
    if (!halt) return pausedUntil;
    return halt.probing ? null : Math.max(pausedUntil, halt.probeAt);
  }

  /** Says whether this send is the probe of a halted platform. */
  enter(platform: Platform): 'probe' | 'ordinary' {
    const { halt } = this.#gate(platform);
    if (!halt) return 'ordinary';
    halt.probing = true;
    return 'probe';
  }

  /**
   * The probe is over: the token `passed`, it is still `unclear` (the next probe takes its time), or nothing was sent.
   */
  leave(platform: Platform, verdict: 'passed' | 'unclear' | 'not-sent', now: number): void {
    const gate = this.#gate(platform);
    if (!gate.halt) return;
    if (verdict === 'passed') gate.halt = null;
    else gate.halt = { probeAt: verdict === 'unclear' ? now + TOKEN_PROBE_MS : gate.halt.probeAt, probing: false };
  }

  pause(platform: Platform, until: number): void {
    const gate = this.#gate(platform);
    gate.pausedUntil = Math.max(gate.pausedUntil, until);
  }

  /** Says whether the platform was open until now, so that people hear of it once. */
  halt(platform: Platform, now: number): 'halted' | 'still-halted' {
    const gate = this.#gate(platform);
    const was = gate.halt;
    gate.halt = { probeAt: now + TOKEN_PROBE_MS, probing: false };
    return was ? 'still-halted' : 'halted';
  }

  #gate(platform: Platform): Gate {
    const known = this.#gates.get(platform);
    if (known) return known;
    const gate: Gate = { pausedUntil: 0, halt: null };
    this.#gates.set(platform, gate);
    return gate;
  }
}

import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** In seconds. */
const SEND_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** In seconds, up to a day: an alert waits for a platform that is down. */
const ACCEPTED_BUCKETS = [1, 2, 5, 15, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400];

/**
 * Every metric there is. Labels take their values from closed lists (platforms, states, reasons, outcomes) and from the
 * sources that are watched; never a name, a channel or an address.
 */
export function families(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter<L>({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge<L>({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram<L>({ name, help, labelNames, buckets, registers });
  return {
    build: gauge('tocsin_build_info', 'The running version', ['version']),
    healthy: gauge('tocsin_healthy', '1 if /healthz says so'),
    checks: counter('tocsin_source_checks_total', 'Checks of a source by result', ['source', 'result']),
    versions: counter('tocsin_versions_total', 'Versions and feed items by what became of them', ['source', 'outcome']),
    actions: counter('tocsin_actions_total', 'Actions recorded', ['source', 'kind']),
    successAge: gauge('tocsin_source_last_success_age_seconds', 'Since the last check that succeeded', ['source']),
    failures: gauge('tocsin_source_failures', 'Failed checks in a row', ['source']),
    records: gauge('tocsin_source_records', 'Records of the last version of a list', ['source']),
    held: gauge('tocsin_source_held', '1 while a version waits for a person', ['source']),
    deliveries: gauge('tocsin_deliveries', 'Deliveries kept, by where they are and why', [
      'platform',
      'state',
      'reason',
    ]),
    oldest: gauge('tocsin_oldest_pending_age_seconds', 'Age of the oldest alert that is not sent yet, 0 without one'),
    sendSeconds: histogram('tocsin_send_seconds', 'One attempt to send', ['platform', 'outcome'], SEND_BUCKETS),
    acceptedSeconds: histogram(
      'tocsin_detected_to_accepted_seconds',
      'From the detection of a change to the acceptance of its alert by the platform',
      ['platform'],
      ACCEPTED_BUCKETS,
    ),
    loopLag: gauge('tocsin_event_loop_lag_seconds', 'Delay of the event loop since the last scrape', ['quantile']),
    storeBytes: gauge('tocsin_store_bytes', 'Size of the files of the store'),
    resident: gauge('tocsin_resident_memory_bytes', 'Resident memory of the process'),
  };
}

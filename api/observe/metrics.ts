import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StorageTrouble } from '../storage/storage.ts';

/** What is counted for those who run the platform: route patterns and numbers, nothing of any person. */
export interface Metrics {
  requestServed(method: string, route: string, status: number, seconds: number): void;
  answersCommitted(answers: number, seconds: number): void;
  storageFailed(reason: StorageTrouble): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** @param waiting how many answers wait for their commit, asked when the metrics are read */
export function createMetrics(waiting: () => number = () => 0): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'manyi_http_requests_total',
    help: 'Requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'manyi_http_request_seconds',
    help: 'Time from the first byte read to the reply, by route pattern',
    labelNames: ['route'],
    buckets: secondsBuckets,
    registers,
  });
  const committed = new Counter({
    name: 'manyi_answers_committed_total',
    help: 'Answers decided in durable transactions, those sent again included',
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'manyi_commit_seconds',
    help: 'Time of one durable transaction of answers',
    buckets: [0.001, 0.0025, ...secondsBuckets],
    registers,
  });
  const failures = new Counter({
    name: 'manyi_storage_failures_total',
    help: 'Transactions the storage could not carry out, by reason',
    labelNames: ['reason'],
    registers,
  });
  new Gauge({
    name: 'manyi_answers_waiting',
    help: 'Answers that wait for their commit',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  return {
    requestServed(method, route, status, took) {
      requests.inc({ method, route, status });
      seconds.observe({ route }, took);
    },
    answersCommitted(answers, took) {
      committed.inc(answers);
      commitSeconds.observe(took);
    },
    storageFailed(reason) {
      failures.inc({ reason });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** Fields of a log line, in snake case as they are printed, such as `request_id`, `partner_id`, `batch_id`. */
export type LogFields = Record<string, string | number | boolean | null>;

const current = new AsyncLocalStorage<LogFields>();

/**
 * Runs `work` so that every line logged inside it, also after awaits, carries these fields beside those of the
 * surrounding run: a request in the API, a job in the worker.
 */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return current.run({ ...current.getStore(), ...fields }, work);
}

/** Adds fields to the run that surrounds the caller, once they are known. Outside of any run it does nothing. */
export function addLogFields(fields: LogFields): void {
  const store = current.getStore();
  if (store !== undefined) Object.assign(store, fields);
}

/** A copy of the fields that a line logged now would carry. */
export function currentLogFields(): LogFields {
  return { ...current.getStore() };
}

/** A `duration_ms` for a log line, to a tenth. @param begunMs `performance.now()` when it began */
export function millisecondsSince(begunMs: number): number {
  return Math.round((performance.now() - begunMs) * 10) / 10;
}

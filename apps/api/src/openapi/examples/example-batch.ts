import {
  type Candidate,
  type Classified,
  classify,
  type ItemResult,
  ITEM_STATES,
  type ItemState,
  type Problem,
  RECORD_KINDS,
  type RecordKindName,
} from '@app/domain';

/** A batch of the examples. Its items are decided by the domain itself, so that its answers say what the service says. */
export interface ExampleBatch {
  readonly id: string;
  readonly kind: RecordKindName;
  readonly items: readonly object[];
  /** What becomes of an item by what is saved already, by its key; the others are `Completed`. */
  readonly bySaved?: Readonly<Record<string, { readonly state: ItemState; readonly problem: Problem }>>;
}

/** A whole status document of the examples. */
export interface StatusDocument {
  readonly id: string;
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly result: readonly Element[];
}

type Element = ReturnType<typeof element>;

const CREATED_AT = '2025-02-03T09:30:00.000Z';
const DECIDED_AT = '2025-02-03T09:30:00.061Z';
/** Of the partner that the examples belong to. */
const CURRENCY = 'GBP';

/** The status document before anything is decided. */
export function pendingDocument({ id, items }: ExampleBatch): StatusDocument {
  const pending = items.map((data) => element(data, 'Pending', []));
  return document(id, 'Pending', CREATED_AT, pending);
}

/** The status document once everything is decided. */
export function decidedDocument(batch: ExampleBatch, entityTypes: readonly string[]): StatusDocument {
  const { results, candidates } = classified(batch, entityTypes);
  const decided = new Map(results.map((result): [number, ItemResult] => [result.index, result]));
  const saved = new Map(candidates.map((candidate): [number, Candidate] => [candidate.index, candidate]));
  const elements = batch.items.map((data, index) => {
    const result = decided.get(index);
    if (result !== undefined) return element(data, result.state, result.problems);
    const found = batch.bySaved?.[saved.get(index)?.key ?? ''];
    return found === undefined ? element(data, 'Completed', []) : element(data, found.state, [found.problem]);
  });
  return document(batch.id, 'Completed', DECIDED_AT, elements);
}

function classified({ kind, items }: ExampleBatch, entityTypes: readonly string[]): Classified {
  const submitted = items.map((item, index) => ({ index, text: JSON.stringify(item), suspect: false }));
  const context = { entityTypes, currency: CURRENCY, now: new Date() };
  const classifying = classify(RECORD_KINDS[kind], submitted, context);
  for (;;) {
    const step = classifying.next();
    if (step.done) return step.value;
  }
}

function element(data: object, state: ItemState, problems: readonly Problem[]) {
  const validationErrors = problems.map(({ detail }) => detail);
  return { data, status: { state, validation_errors: validationErrors, problems } };
}

function document(id: string, status: string, updatedAt: string, result: readonly Element[]): StatusDocument {
  const ofState = (wanted: ItemState): number =>
    result.filter(({ status: { state } }) => state === wanted).length;
  const counts = {
    total: result.length,
    ...Object.fromEntries(ITEM_STATES.map((state) => [state, ofState(state)])),
  };
  return { id, status, created_at: CREATED_AT, updated_at: updatedAt, counts, result };
}

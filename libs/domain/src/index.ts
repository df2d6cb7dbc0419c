/** The domain: what items are, how their state is decided and how that is worded. Pure: no I/O, no framework. */
export { classify, type Classified } from './classify/classify';
export { unprocessableItem, type Watch } from './classify/guard';
export {
  type Candidate,
  type InnerRecord,
  type ItemResult,
  type Row,
  type SubmittedItem,
} from './items/item';
export { decide, ITEM_STATES, type DecidedState, type ItemEvent, type ItemState } from './items/item-state';
export { mentionOf } from './erase/mention';
export { isUsableKey } from './items/key';
export { RECORD_KINDS } from './kinds';
export { type InnerRecords, type RecordKind, type RecordKindName, type Resource } from './kinds/record-kind';
export { innerAlreadySaved, type InnerSavedBefore } from './problems/inner-saved-before';
export { inDigits } from './problems/counted';
export { erased } from './problems/erased';
export { found } from './problems/found';
export { PROBLEM_CATALOGUE, type ProblemExplanation } from './problems/problem-catalogue';
export { PROBLEM_CODES, type DuplicateOf, type Problem, type ProblemCode } from './problems/problem';
export { alreadySaved, type SavedBefore } from './problems/saved-before';
export { unknownClient } from './problems/unknown-client';
export { unprocessable } from './problems/unprocessable';
export { isCurrencyCode } from './rules/currency-codes';
export { RequestRefused, type RefusalCode } from './refusals/request-refused';
export { type JsonSchema, type SchemaContext } from './validation/json-schema';
export { type RuleContext } from './validation/rule-context';
export { type RuledClass } from './validation/ruled-class';
export { schemaOf } from './validation/schema-of';

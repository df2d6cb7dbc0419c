import { type RefusalCode } from '@app/domain';
import { BODY_TYPES } from './types/body-types';
import { type ProblemType } from './types/problem-type';
import { PROTOCOL_TYPES, SERVICE_TYPES } from './types/protocol-types';
import { REQUEST_TYPES } from './types/request-types';

/** Refusals that HTTP itself gives rise to, before a request means anything to the service. */
export type ProtocolCode = keyof typeof PROTOCOL_TYPES | 'internal_error';

export type ProblemTypeCode = RefusalCode | ProtocolCode;

/** Where the types are explained: a relative reference, as RFC 9457 section 3.1.1 allows. Part of the contract. */
export const PROBLEM_TYPE_BASE = '/problems/';

/** Every type of problem (docs/contract.md section 5), by its code in `RequestRefused`. */
export const PROBLEM_TYPES: Readonly<Record<ProblemTypeCode, ProblemType>> = {
  ...BODY_TYPES,
  ...REQUEST_TYPES,
  ...PROTOCOL_TYPES,
  ...SERVICE_TYPES,
};

export const PROBLEM_TYPE_CODES = Object.keys(PROBLEM_TYPES) as readonly ProblemTypeCode[];

/** The stable `type` of a problem. */
export function problemTypeUri(code: ProblemTypeCode): string {
  return PROBLEM_TYPE_BASE + code.replaceAll('_', '-');
}

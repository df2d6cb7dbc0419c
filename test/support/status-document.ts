/** The answers of the service that tests read, as docs/contract.md sections 1 and 2 describe them. */
export type ItemState = 'Pending' | 'Completed' | 'Duplicate' | 'Conflict' | 'Failed';

export interface Accepted {
  status_check_id: string;
  status_check_uri: string;
}

export interface Problem {
  code: string;
  pointer: string;
  detail: string;
  duplicate_of?: { status_check_id?: string; index: number };
}

export interface StatusDocument {
  id: string;
  status: 'Pending' | 'Completed';
  created_at: string;
  updated_at: string;
  counts: { total: number } & Record<ItemState, number>;
  result: {
    data: unknown;
    status: { state: ItemState; validation_errors: string[]; problems: Problem[] };
  }[];
}

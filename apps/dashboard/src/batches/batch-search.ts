import { ITEM_STATES, type ItemState } from '@app/domain';
import { type BatchCursor } from '@app/persistence';
import { BadRequestException } from '@nestjs/common';

/** Query parameters as Fastify gives them. */
export type Query = Readonly<Record<string, unknown>>;

/** What somebody looks for, as the form has it; what makes no sense there is left out. */
export interface BatchSearch {
  /** A status_check_id or a key; '' when batches are listed. */
  readonly name: string;
  /** A client_id; '' for all. */
  readonly partner: string;
  readonly state: ItemState | null;
  /** As the form's own fields write them, and in UTC: `2026-11-23T04:05`; '' for none. */
  readonly from: string;
  readonly to: string;
  readonly behind: BatchCursor | null;
}

const MOST_NAME_CHARACTERS = 200;
const LOCAL_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const CURSOR = /^(\d{4}-\d{2}-\d{2} [\d:.]{8,15}\+00)_(\d{1,19})$/;

/** Reads the address of the page. */
export function readBatchSearch(query: Query): BatchSearch {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, MOST_NAME_CHARACTERS) : '';
  };
  const moment = (name: string): string =>
    LOCAL_MOMENT.test(text(name)) && !Number.isNaN(Date.parse(`${text(name)}Z`)) ? text(name) : '';
  return {
    name: text('q'),
    partner: text('partner'),
    state: ITEM_STATES.find((state) => state === text('state')) ?? null,
    from: moment('from'),
    to: moment('to'),
    behind: cursorOf(text('behind')),
  };
}

/** @throws BadRequestException for what no page of ours leads to: the newest batches instead would be taken for the next ones */
function cursorOf(text: string): BatchCursor | null {
  if (text === '') return null;
  const [, createdAtText = '', batchId = ''] = CURSOR.exec(text) ?? [];
  if (batchId === '') throw new BadRequestException('There are no batches behind that. Search again.');
  return { createdAtText, batchId };
}

/** The moment of a form's field. */
export function momentOf(field: string): Date | null {
  return field === '' ? null : new Date(`${field}Z`);
}

/** The address of the same search, further on. */
export function addressBehind(search: BatchSearch, { createdAtText, batchId }: BatchCursor): string {
  const { partner, state, from, to } = search;
  const fields = { partner, state: state ?? '', from, to, behind: `${createdAtText}_${batchId}` };
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  return `/batches?${new URLSearchParams(given).toString()}`;
}

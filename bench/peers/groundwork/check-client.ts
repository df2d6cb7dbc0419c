import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { PartnerClientDto } from './partner-client.dto';
import type { JsonValue } from './submitted-item.entity';

const AS_STRICTLY_AS_THE_CONTRACT = { whitelist: true, forbidNonWhitelisted: true };

/** An item that was looked at: the client that it is, or every rule that it violates, in words. */
export type CheckedItem =
  | { readonly client: PartnerClientDto; readonly violations?: never }
  | { readonly client?: never; readonly violations: readonly string[] };

/** Validates one item as class-validator's and class-transformer's documentation has it. */
export function checkClient(content: JsonValue): CheckedItem {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { violations: ['the item must be an object'] };
  }
  const client = plainToInstance(PartnerClientDto, content);
  const errors = validateSync(client, AS_STRICTLY_AS_THE_CONTRACT);
  return errors.length === 0 ? { client } : { violations: errors.flatMap(inWords) };
}

function inWords({ constraints = {}, children = [] }: ValidationError): string[] {
  return [...Object.values(constraints), ...children.flatMap(inWords)];
}

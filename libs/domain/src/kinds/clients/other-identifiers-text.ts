import { type OtherIdentifierDto } from './partner-client.dto';

/**
 * Other identifiers as PostgreSQL prints the jsonb they are stored as: a blank after each colon and comma, shorter
 * member names first. So re-sent data, the usual case, is recognised by comparing texts.
 */
export function otherIdentifiersText(identifiers: readonly OtherIdentifierDto[]): string {
  return arrayOf(
    identifiers.map(
      ({ key, values }) =>
        `{"key": ${JSON.stringify(key)}, "values": ${arrayOf(values.map((value) => JSON.stringify(value)))}}`,
    ),
  );
}

function arrayOf(elements: readonly string[]): string {
  return `[${elements.join(', ')}]`;
}

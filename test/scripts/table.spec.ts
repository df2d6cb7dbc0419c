import { tableOf } from '../../scripts/demo/table.mjs';

const REASON = 'The entity_type of this client is not one of those that the service knows of.';
const result = [
  { data: { key: 'a' }, status: { state: 'Completed', validation_errors: [], problems: [] } },
  { data: { key: 'b' }, status: { state: 'Failed', validation_errors: [REASON], problems: [] } },
];

/** The table on a terminal of that many columns; undefined: in a file. */
function tableIn(columns: number | undefined): string[] {
  const was = process.stdout.columns;
  Object.assign(process.stdout, { columns });
  try {
    return tableOf(result, 'key').split('\n');
  } finally {
    process.stdout.columns = was;
  }
}

describe('the table of the demo', () => {
  it('has each reason in one line of a file', () => {
    expect(tableIn(undefined)).toHaveLength(3);
    expect(tableIn(undefined)[2]).toMatch(new RegExp(`^ +1 +b +Failed +${REASON}$`));
  });

  it('has reasons in a column of a wide terminal', () => {
    const [head = '', , , continued = ''] = tableIn(110);
    expect(continued).toMatch(/^ {40,}\S/);
    expect(continued.search(/\S/)).toBe(head.indexOf('reason'));
  });

  it('has reasons below their items on a narrow terminal', () => {
    const lines = tableIn(80);
    expect(lines.slice(2, 4)).toEqual(['  0  a                              Completed', expect.any(String)]);
    expect(
      lines
        .slice(4)
        .map((line) => line.trim())
        .join(' '),
    ).toBe(REASON);
    for (const line of lines.slice(4)) expect(line).toMatch(/^ {5}\S.{0,73}$/);
  });
});

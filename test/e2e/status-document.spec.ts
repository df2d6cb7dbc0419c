import { arrayOf, clientText, clientTextWith } from '../support/client-texts';
import { outcome } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { type Accepted, type StatusDocument } from '../support/status-document';

/** Items that must come back with each of these characters: their numbers and the order and names of their members. */
const LITERALS = [
  clientTextWith('numbers', '"n":[100.00,1e2,1E+2,-0,-0.0e-7,0.10,1.50000,12345678901234567890]'),
  clientTextWith('long-numbers', '"n":[9007199254740993,1e400,-1e-999999999,0.1000000000000000055511151]'),
  '{"z":1,"10":2,"2":3,"a":{"1":[],"0":{}},"partner_client_id":"order","entity_type":null}',
  '{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":2,"partner_client_id":"names"}',
  '{"partner_client_id":"again","a":1,"a":2.0,"partner_client_id":"again"}',
  '{"":"","partner_client_id":"empty-name"," ":[[[]]]}',
  'null',
  'true',
  '1.0',
  '-0',
  '"text"',
  '[]',
  '[[1.50,{"b":1,"a":2}]]',
  '{}',
  clientText('plain'),
];

/** Items that must come back as equal values: strings may be escaped in another way, white space may be gone. */
const VALUES = [
  clientTextWith('escapes', '"t":"\\u0041\\/\\b\\f\\n\\r\\t\\"\\\\\\ud83e\\udd8a \\u0000 \\ud800 \\u2028"'),
  clientTextWith('raw', '"t":"é 🦊 \u2028\u2029\u007f\ufeff\u00a0 { } [ ] , : // \'"'),
  clientTextWith('escaped-names', '"\\u0061\\n":1,"\\ud83e\\udd8a":{"\\u0000":2}'),
  '{ "partner_client_id" :\n\t"spaces" ,\r\n\r\n "n" : [ 1.0 ,\n 2 ] }',
  '\t"a\\nb"\n',
];

describe('a status document', () => {
  let service: Service;
  let accepted: Accepted;
  const answers: Record<string, string> = {};
  const document = (when: string): StatusDocument => JSON.parse(answers[when] ?? '') as StatusDocument;

  beforeAll(async () => {
    service = await startService({ workers: 0 });
    const [partner] = service.partners;
    accepted = await partner.submitClients(arrayOf([...LITERALS, ...VALUES]));
    answers['at first'] = (await partner.send(accepted.status_check_uri)).text;
    await service.startWorker();
    await partner.decided(accepted);
    answers['in the end'] = (await partner.send(accepted.status_check_uri)).text;
  });
  afterAll(() => service.stop());

  describe.each(['at first', 'in the end'])('%s', (when) => {
    it('has exactly the members of the contract', () => {
      const { result, ...head } = document(when);
      expect(Object.keys(head).sort()).toEqual(['counts', 'created_at', 'id', 'status', 'updated_at']);
      for (const element of result) {
        expect(Object.keys(element).sort()).toEqual(['data', 'status']);
        expect(Object.keys(element.status).sort()).toEqual(['problems', 'state', 'validation_errors']);
      }
      expect(head.id).toBe(accepted.status_check_id);
      expectSound(document(when));
    });

    it.each(LITERALS.map((text, index) => [index, text] as const))(
      'gives item %i back with the characters %s',
      (index, text) => {
        expect(answers[when]).toContain(`{"data":${text},"status":`);
        expect(document(when).result[index]?.data).toEqual(JSON.parse(text));
      },
    );

    it.each(VALUES.map((text, position) => [LITERALS.length + position, text] as const))(
      'gives item %i back as an equal value of %j',
      (index, text) => {
        const sent: unknown = JSON.parse(text);
        const { data } = document(when).result[index] ?? {};
        // As text: so the order of members counts, and numbers of one value are written alike.
        expect(JSON.stringify(data)).toBe(JSON.stringify(sent));
      },
    );
  });

  it('shows every item as Pending from the first moment on, and none in the end', () => {
    const total = LITERALS.length + VALUES.length;
    const atFirst = document('at first');
    expect(atFirst.status).toBe('Pending');
    expect(atFirst.counts).toMatchObject({ total, Pending: total });
    expect(atFirst.updated_at).toBe(atFirst.created_at);

    const inTheEnd = document('in the end');
    expect(inTheEnd.status).toBe('Completed');
    expect(inTheEnd.counts).toMatchObject({ total, Pending: 0, Completed: 1 });
    expect(inTheEnd.created_at).toBe(atFirst.created_at);
    expect(inTheEnd.updated_at > inTheEnd.created_at).toBe(true);
    expect(inTheEnd.result.map(outcome).indexOf('Completed')).toBe(LITERALS.length - 1);
  });
});

import { arrayOf, clientText } from '../support/client-texts';
import { outcome } from '../support/outcome';
import { startService } from '../support/service';

it('an operator can extend the entity types', async () => {
  const service = await startService({ env: { ENTITY_TYPES: 'LLC,Charity' } });
  try {
    const types = ['Charity', 'LLC', 'LLP'].map((name) => clientText(name, { entity_type: name }));
    const { result } = await service.partners[0].decideClients(arrayOf(types));
    expect(result.map(outcome)).toEqual(['Completed', 'Completed', 'Failed: invalid_value /entity_type']);
    expect(result[2]?.status.validation_errors[0]).toContain('must be one of LLC, Charity');
  } finally {
    await service.stop();
  }
});

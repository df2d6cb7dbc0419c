import { AttackedService } from './attacked-service';
import { attackWithBodies } from './bodies/bodies';
import { attackWithItems } from './items/items';
import { attackWithRequests } from './requests/requests';
import { attackByLeaving } from './slow/aborted';
import { attackSlowly } from './slow/slow';
import { attackTheSurface } from './surface/surface';
import { attackOverSockets } from './wire/wire';

describe('bad input', () => {
  const attacked = new AttackedService();
  beforeAll(() => attacked.start());
  afterAll(async () => {
    process.stdout.write(`bad input: ${attacked.passed} cases\n`);
    await attacked.stop();
  });

  attackWithBodies(attacked);
  attackWithItems(attacked);
  attackWithRequests(attacked);
  attackTheSurface(attacked);
  attackOverSockets(attacked);
  attackSlowly(attacked);
  attackByLeaving(attacked);

  it('has left no error in the log of PostgreSQL', () => {
    attacked.expectQuietDatabase();
  });
});

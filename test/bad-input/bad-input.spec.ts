import { AttackedService } from './attacked-service';
import { attackWithBodies } from './bodies/bodies';
import { attackWithItems } from './items/items';

describe('bad input', () => {
  const attacked = new AttackedService();
  beforeAll(() => attacked.start());
  afterAll(async () => {
    process.stdout.write(`bad input: ${attacked.passed} cases\n`);
    await attacked.stop();
  });

  attackWithBodies(attacked);
  attackWithItems(attacked);
});

import { ConfigurationRefused } from '@app/platform';
import { requireServerVersion } from './require-server-version';

describe('requireServerVersion', () => {
  it.each([170_000, 180_001])('lets %d pass', (version) => {
    expect(() => {
      requireServerVersion(version);
    }).not.toThrow();
  });

  it('refuses older servers in a sentence', () => {
    expect(() => {
      requireServerVersion(160_009);
    }).toThrow(ConfigurationRefused);
    expect(() => {
      requireServerVersion(160_009);
    }).toThrow('DATABASE_URL must lead to PostgreSQL 17 or newer, and this is 16');
  });
});

import { FakeRooms } from '../../testing/fake-rooms';
import { startApi, type StartedApi } from '../../testing/start-api';

let api: StartedApi;
let page: Response;
let html: string;

beforeAll(async () => {
  api = await startApi(new FakeRooms());
  page = await fetch(`${api.url}/docs`);
  html = await page.text();
});
afterAll(() => api.stop());

describe('the documentation page', () => {
  it('is there for everybody', () => {
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('may load nothing from elsewhere, and has no script or style inside', () => {
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(html).not.toMatch(/<script>|<style|style=|\son\w+=|https?:/);
  });

  it('loads files that may be kept, and whose addresses change with them', async () => {
    const addresses = [...html.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(
      ([, address = '']) => address,
    );
    expect(addresses.map((address) => address.replace(/^\/docs\/|\?.*/g, ''))).toEqual([
      'swagger-ui.css',
      'swagger-ui-bundle.js',
      'open.js',
    ]);
    for (const address of addresses) {
      expect(address).toMatch(/\?v=[0-9a-f]{12}$/);
      const file = await fetch(api.url + address);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await file.text()).length).toBeGreaterThan(100);
    }
  });

  it.each(['nothing.js', '__proto__', '..%2fpackage.json', 'index.html'])('has no file %s', async (name) => {
    expect((await fetch(`${api.url}/docs/${name}`)).status).toBe(404);
  });
});

import { createHash } from 'node:crypto';
import { PROBLEM_CODES } from '@app/domain';
import { FakeRooms } from '../../testing/fake-rooms';
import { problemIn } from '../../testing/partner-calls';
import { startApi, type StartedApi } from '../../testing/start-api';
import { PROBLEM_TYPE_CODES, PROBLEM_TYPES, problemTypeUri } from '../problem-types';
import { html } from './html';
import { PROBLEM_PAGES } from './problem-pages';

let api: StartedApi;
beforeAll(async () => {
  api = await startApi(new FakeRooms());
});
afterAll(() => api.stop());

const get = (path: string) => fetch(api.url + path);
const text = async (path: string) => (await get(path)).text();

describe('the problem pages', () => {
  it.each(PROBLEM_TYPE_CODES)('explain %s where its type leads', async (code) => {
    const response = await get(problemTypeUri(code));
    const page = await response.text();
    const { status, title, meaning, remedy } = PROBLEM_TYPES[code];
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const told of [
      `<h1>${title}</h1>`,
      `HTTP/1.1 ${status} `,
      html`${meaning}`.markup,
      html`${remedy}`.markup,
    ]) {
      expect(page).toContain(told);
    }
  });

  it('link every address that they name, and each of them is there', async () => {
    const links = new Set<string>();
    for (const path of ['/problems', '/problems/items', '/problems/tokens', '/problems/gone']) {
      for (const [, href = ''] of (await text(path)).matchAll(/href="([^"]*)"/g)) links.add(href);
    }
    expect(links.size).toBeGreaterThan(PROBLEM_TYPE_CODES.length + PROBLEM_CODES.length);
    for (const link of links) {
      const [path = '', anchor] = link.split('#');
      const response = await get(path);
      expect([link, response.status]).toEqual([link, 200]);
      if (anchor !== undefined) expect(await response.text()).toContain(` id="${anchor}"`);
    }
  });

  it('have names of their own', () => {
    expect(PROBLEM_PAGES.size).toBe(PROBLEM_TYPE_CODES.length + 2);
  });

  it('may be kept by anyone, and run and load nothing', async () => {
    const response = await get('/problems');
    const { headers } = response;
    const page = await response.text();
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(page).not.toMatch(/<script|style="|\son\w+="/);
  });

  it('are found without regard to letter case; an unknown name is a problem like any other, which nobody keeps', async () => {
    expect((await get('/Problems/Not-An-Array/')).status).toBe(200);
    const unknown = await get('/problems/nothing');
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect(unknown.headers.get('content-security-policy')).not.toContain('style-src');
    expect(await problemIn(unknown)).toEqual({ status: 404, type: '/problems/not-found' });
  });

  it('insert texts as texts', () => {
    expect(html`<p title="${'"\''}">${'<b>&'}${html`<i></i>`}</p>`.markup).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;<i></i></p>',
    );
  });
});

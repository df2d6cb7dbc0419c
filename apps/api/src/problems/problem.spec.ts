import { RequestRefused } from '@app/domain';
import { NotFoundException, UnsupportedMediaTypeException } from '@nestjs/common';
import { problemJson, problemOf } from './problem';
import { ClientGone, RefusedWithHeaders } from './refusals';

describe('problemOf', () => {
  it('words a refusal as RFC 9457 asks for', () => {
    const problem = problemOf(new RequestRefused('empty_array', 'The array has no items.'));
    expect(JSON.parse(problemJson(problem))).toEqual({
      type: '/problems/empty-array',
      title: 'The array has no items',
      status: 400,
      detail: 'The array has no items.',
    });
    expect(problem.headers).toEqual({});
  });

  it('says when to try again in whole seconds, from the refusal or else from the table', () => {
    expect(problemOf(new RequestRefused('no_room', 'Full.')).headers).toEqual({ 'Retry-After': '2' });
    expect(problemOf(new RequestRefused('no_room', 'Full.', 6.2)).headers).toEqual({ 'Retry-After': '7' });
    expect(problemOf(new RequestRefused('backlog_full', 'Slow down.', 0)).headers).toEqual({
      'Retry-After': '1',
    });
  });

  it('passes the header fields of a refusal on', () => {
    const refused = new RefusedWithHeaders('method_not_allowed', 'Use POST.', { Allow: 'POST' });
    expect(problemOf(refused)).toMatchObject({ status: 405, headers: { Allow: 'POST' } });
  });

  it('answers a database that cannot be reached with 503', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    const problem = problemOf(error);
    expect(problem).toMatchObject({ code: 'database_away', status: 503 });
    expect(problemJson(problem)).not.toContain('10.0.0.7');
  });

  it('uses our own words for what the framework refuses', () => {
    expect(problemOf(new NotFoundException('Cannot GET /secret'))).toMatchObject({ code: 'not_found' });
    expect(problemOf(new UnsupportedMediaTypeException())).toMatchObject({ code: 'unsupported_media_type' });
    expect(problemJson(problemOf(new NotFoundException('Cannot GET /secret')))).not.toContain('secret');
    expect(problemOf(new ClientGone()).status).toBe(400);
  });

  it.each([new Error('SELECT canary'), 'canary', null, { message: 'canary' }])(
    'tells nothing of an unknown error',
    (error) => {
      const problem = problemOf(error);
      expect(problem).toMatchObject({ code: 'internal_error', status: 500 });
      expect(problemJson(problem)).not.toContain('canary');
    },
  );
});

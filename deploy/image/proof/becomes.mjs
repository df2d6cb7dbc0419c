import assert from 'node:assert/strict';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';

/** Waits until it is so, and fails when that takes too long. */
export async function becomes(isSo, withinMs) {
  assert.ok(await waitUntil(isSo, { withinMs }), `not so within ${withinMs / 1000} s`);
}

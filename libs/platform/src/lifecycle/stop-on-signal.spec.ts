import { Logger } from '@nestjs/common';
import { stopOnSignal } from './stop-on-signal';

const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);

beforeAll(() => {
  Logger.overrideLogger(false);
});
beforeEach(() => {
  jest.useFakeTimers();
  exit.mockClear();
});
afterEach(() => {
  jest.useRealTimers();
  process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
});

afterAll(() => {
  exit.mockRestore();
});

describe('stopOnSignal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes at %s and ends with 0', async (signal) => {
    const close = jest.fn(() => Promise.resolve());
    stopOnSignal({ close }, 1000);
    process.emit(signal);
    await jest.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledTimes(1);
    expect(exit.mock.calls).toEqual([[0]]);
  });

  it('closes once, however many signals arrive', async () => {
    const close = jest.fn(() => Promise.resolve());
    stopOnSignal({ close }, 1000);
    process.emit('SIGINT');
    process.emit('SIGTERM');
    await jest.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('ends with 1 when closing takes longer than the grace time', async () => {
    stopOnSignal({ close: () => new Promise(() => undefined) }, 1000);
    process.emit('SIGTERM');
    await jest.advanceTimersByTimeAsync(999);
    expect(exit).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('ends with 1 when closing fails', async () => {
    stopOnSignal({ close: () => Promise.reject(new Error('stuck')) }, 1000);
    process.emit('SIGTERM');
    await jest.advanceTimersByTimeAsync(0);
    expect(exit.mock.calls).toEqual([[1]]);
  });
});

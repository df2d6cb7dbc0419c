import http from 'node:http';

/** Asks for addresses on one connection, one after another, so that what is measured is the answer and not the way to it. */
export class Stopwatch {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly authorization: string) {}

  /** How long the answer took, in milliseconds. */
  private async time(url: string): Promise<number> {
    const { agent, authorization } = this;
    const startedAt = performance.now();
    await new Promise<void>((resolve, reject) => {
      const request = http.get(url, { agent, headers: { authorization } }, (answer) => {
        answer.resume().once('end', resolve).once('error', reject);
      });
      request.once('error', reject);
    });
    return performance.now() - startedAt;
  }

  /**
   * Median times of several addresses, in milliseconds. They take turns in an order that is drawn anew each time: whatever else the
   * machine does falls on all of them alike, and none is always the one that comes after a certain other.
   */
  async medians(urls: readonly string[], rounds: number): Promise<number[]> {
    const times = urls.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const at of shuffled(urls.length)) times[at]?.push(await this.time(urls[at] ?? ''));
    }
    return times.map((own) => own.sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? NaN);
  }

  stop(): void {
    this.agent.destroy();
  }
}

/** The numbers below `count`, each once, in an order drawn at random. */
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, at) => ({ at, drawn: Math.random() }))
    .sort((one, other) => one.drawn - other.drawn)
    .map(({ at }) => at);
}

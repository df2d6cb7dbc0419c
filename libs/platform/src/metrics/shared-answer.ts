/** What one question gives, for all who ask while it is under way: a question that takes long is never asked twice at a time. */
export class SharedAnswer<Answer> {
  private underWay: Promise<Answer | undefined> | undefined;

  /** @param withinMs how long each who asks waits for it */
  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly withinMs: number,
  ) {}

  /** The answer; undefined when there is none, or none yet. */
  async get(): Promise<Answer | undefined> {
    this.underWay ??= this.ask()
      .catch(() => undefined)
      .finally(() => {
        this.underWay = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, this.withinMs, undefined);
    });
    try {
      return await Promise.race([this.underWay, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** How much is done at a stretch: a few milliseconds of work, whether items are many, large or full of faults. */
const STEPS_AT_A_STRETCH = 250;
const CHARACTERS_AT_A_STRETCH = 100_000;

/** Counts what has been done since the last breath. */
export class Pace {
  private steps = 0;
  private characters = 0;

  /**
   * Counts one more item with `text`; true when it is time to let the event loop breathe.
   *
   * @param steps how many things were done to the item, where it was more than one
   */
  breathAfter(text: string, steps = 1): boolean {
    this.steps += steps;
    this.characters += text.length;
    if (this.steps < STEPS_AT_A_STRETCH && this.characters < CHARACTERS_AT_A_STRETCH) return false;
    this.steps = 0;
    this.characters = 0;
    return true;
  }
}

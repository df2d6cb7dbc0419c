/** How much is done at a stretch: a few milliseconds of work, whether items are many or large. */
const ITEMS_AT_A_STRETCH = 250;
const CHARACTERS_AT_A_STRETCH = 250_000;

/** Counts what has been done since the last breath. */
export class Pace {
  private items = 0;
  private characters = 0;

  /** Counts one more item with `text`; true when it is time to let the event loop breathe. */
  breathAfter(text: string): boolean {
    this.items++;
    this.characters += text.length;
    if (this.items < ITEMS_AT_A_STRETCH && this.characters < CHARACTERS_AT_A_STRETCH) return false;
    this.items = 0;
    this.characters = 0;
    return true;
  }
}

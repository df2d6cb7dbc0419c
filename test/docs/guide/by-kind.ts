const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const TOKEN = /eyJ[\w-]+(?:\.[\w-]+)*/g;

/** Members that hold a moment of the run, or a text that the service alone can read. */
const TIMES = ['created_at', 'updated_at'];
const OPAQUE = ['next_cursor'];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Replaces what differs from run to run by its kind: tokens, times, and ids, of which each keeps a number of its own through
 * the whole guide, so that an id that the guide shows twice must come twice.
 */
export class ByKind {
  private readonly ids = new Map<string, number>();

  /** @param language `json` is compared as a value, whatever its layout; `text` character by character */
  of(text: string, language: string): unknown {
    const replaced = text.replaceAll(TOKEN, '<token>').replaceAll(ID, (id) => `<id ${this.numberOf(id)}>`);
    if (language !== 'json') return replaced.trimEnd();
    return JSON.parse(replaced, (name, value: unknown) => {
      if (TIMES.includes(name) && TIME.test(String(value))) return '<time>';
      return OPAQUE.includes(name) && typeof value === 'string' ? '<opaque>' : value;
    });
  }

  private numberOf(id: string): number {
    const number = this.ids.get(id) ?? this.ids.size + 1;
    this.ids.set(id, number);
    return number;
  }
}

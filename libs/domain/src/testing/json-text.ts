import { LosslessNumber } from '../json/lossless-number';

/** A number as it stands in JSON, whatever JavaScript would make of it. */
export function number(text: string): LosslessNumber {
  return new LosslessNumber(text);
}

/** A value as JSON text, with every `number` as its characters. */
export function jsonText(value: unknown): string {
  const written = new Map<string, string>();
  const json = JSON.stringify(value, (_name, member: unknown) => {
    if (!(member instanceof LosslessNumber)) return member;
    const mark = `number ${written.size}`;
    written.set(`"${mark}"`, member.text);
    return mark;
  });
  return json.replace(/"number \d+"/g, (mark) => written.get(mark) ?? mark);
}

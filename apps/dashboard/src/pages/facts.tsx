import { type ComponentChildren } from 'preact';

/** Facts about one thing, side by side where there is room. */
export function Facts({ children }: { readonly children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

/** What is known, and its name for those who look at the page with a program. */
export function Fact({
  label,
  name,
  children,
}: {
  readonly label: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-fact={name}>{children}</dd>
    </div>
  );
}

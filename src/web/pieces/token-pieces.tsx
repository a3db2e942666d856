import { Half, Pair, TeamName, Who } from '../../platform/ui/who.tsx';

const hues: [name: string, ground: string, ink: string][] = [
  ['marketing-wash', 'marketing-wash', 'marketing'], ['marketing-mark', 'marketing-mark', 'on-mark'], ['sales-wash', 'sales-wash', 'sales'], ['sales-mark', 'sales-mark', 'on-mark'],
];
const neutrals: [name: string, ground: string, ink: string][] = [
  ['ground', 'ground', 'ink'], ['surface', 'surface', 'ink'], ['hover', 'hover', 'ink-2'], ['selected', 'selected', 'ink-2'],
  ['ink-3 on ground', 'ground', 'ink-3'], ['ink-3 on surface', 'surface', 'ink-3'], ['mark', 'mark', 'surface'], ['accent', 'accent', 'on-accent'],
];
const swatches = (all: typeof hues) => <div className="swatches">{all.map(([name, ground, ink]) => <div key={name} style={{ background: `var(--${ground})`, color: `var(--${ink})` }}>{name}</div>)}</div>;

export function TokenPieces() {
  return (
    <>
      <section>
        <h2>Hues: who did it</h2>
        {swatches(hues)}
        <p className="acts"><Who name="Jonas Brandt" team="marketing" /><Who name="Ana Ferreira" team="sales" /><Who name="Nora Vale" team="both" /><Pair people={[{ name: 'Ana Ferreira', team: 'sales' }, { name: 'Jonas Brandt', team: 'marketing' }]} /><Half name="山田 太郎" team="sales" /><TeamName team="marketing" /><TeamName team="sales" /></p>
        <p className="soft">Left half Marketing, right half Sales. Together a whole.</p>
      </section>
      <section><h2>Neutrals</h2>{swatches(neutrals)}</section>
      <section>
        <h2>Type</h2>
        <p style={{ fontSize: 'var(--t-28)', letterSpacing: '-.025em' }}>28 figures 19.7%</p>
        <p className="lede">20 sentences and verdicts</p>
        <p className="text-15">15 page title, person, mail text</p>
        <p>13 everything else</p>
        <p className="small">12 beside and below</p>
        <p className="text-11">11 second lines, axes</p>
      </section>
    </>
  );
}

import { compareDrafts, type BlockChange, type Draft, type EmailDocument, type LineChange, type Run } from '../contract.ts';
import { t } from '../../../platform/ui/words.ts';
import { nameOfBlock } from './block-names.ts';
import { readableValue } from './readable-value.ts';
import { bodyKindNames } from './starters.ts';
import './draft-comparison.css';

// Schemas are not part of the web app; what is compared was read by the server when it was saved.
function readLoosely(body: string): EmailDocument | null {
  try {
    const read = JSON.parse(body) as Partial<EmailDocument> | null;
    return read?.version === 1 && Array.isArray(read.content) ? read as EmailDocument : null;
  } catch {
    return null;
  }
}

type Compared = Pick<Draft, 'subject' | 'preheader' | 'bodyKind' | 'body' | 'textBody'>;

/** What changed from one version of a mail to another: what went is struck, what came is underlined. */
export function DraftComparison({ before, after }: { before: Compared; after: Compared }) {
  // A document beside a source is compared by its words: nobody reads JSON.
  const spoken = (draft: Compared): Compared => (draft.bodyKind === 'visual' && before.bodyKind !== after.bodyKind && draft.body !== '' ? { ...draft, body: readableValue(draft.body) } : draft);
  const found = compareDrafts(spoken(before), spoken(after), readLoosely);
  if (found.same) return <p className="soft">{t('Nothing changed between these two.')}</p>;
  const lines = (changes: readonly LineChange[]) => changes.filter((change) => change.kind !== 'same');
  const body = found.body.by === 'block' ? found.body.changes.filter((change) => change.kind !== 'same' || change.moved) : lines(found.body.changes);
  return (
    <div className="compared">
      {found.bodyKind && <p>{t('Written as {after}, before as {before}.', { before: bodyKindNames[found.bodyKind.before](), after: bodyKindNames[found.bodyKind.after]() })}</p>}
      {found.look && <p>{found.look.after === 'plain' ? t('The look is plain now.') : t('The look is designed now.')}</p>}
      <Words title={t('Subject')} runs={found.subject} />
      <Words title={t('Preheader')} runs={found.preheader} />
      {body.length > 0 && (
        <section>
          <h3>{t('Body')}</h3>
          <ul>{found.body.by === 'block' ? (body as BlockChange[]).map((change) => <Block key={`${change.kind} ${change.id}`} change={change} />) : (body as LineChange[]).map((change, index) => <li key={index}><Runs runs={change.words} /></li>)}</ul>
        </section>
      )}
      {found.text && lines(found.text).length > 0 && <section><h3>{t('Text alternative')}</h3><ul>{lines(found.text).map((change, index) => <li key={index}><Runs runs={change.words} /></li>)}</ul></section>}
    </div>
  );
}

function Words({ title, runs }: { title: string; runs: readonly Run[] }) {
  return runs.every((run) => run.kind === 'same') ? null : <section><h3>{title}</h3><p><Runs runs={runs} /></p></section>;
}

const kinds: Record<BlockChange['kind'], () => string> = { same: () => t('moved'), changed: () => t('changed'), added: () => t('added'), removed: () => t('taken out') };

function Block({ change }: { change: BlockChange }) {
  return (
    <li>
      <p className="small faint">{nameOfBlock(change.type)}, {kinds[change.kind]()}{change.moved && change.kind !== 'same' && `, ${t('moved')}`}</p>
      {change.words.length > 0 && <p><Runs runs={change.words} /></p>}
      {change.details.map((detail) => <p key={detail.name} className="small">{wordsOfDetail(detail.name)}: {detail.before !== null && <del>{detail.before}</del>} {detail.after !== null && <ins>{detail.after}</ins>}</p>)}
    </li>
  );
}

const details: Record<string, () => string> = {
  href: () => t('Leads to'), level: () => t('Level'), type: () => t('Kind'), links: () => t('Links'), format: () => t('Look of the words'), align: () => t('Stands'), alt: () => t('Description'), src: () => t('Picture'),
  width: () => t('Width'), variant: () => t('Look'), wide: () => t('As wide as the mail'), layout: () => t('Widths'), html: () => t('HTML'), items: () => t('Networks'), path: () => t('Only if'), op: () => t('Comparison'), value: () => t('Value'), decorative: () => t('Only decoration'),
};

const wordsOfDetail = (name: string): string => details[name]?.() ?? name;

function Runs({ runs }: { runs: readonly Run[] }) {
  return <>{runs.map((run, index) => (run.kind === 'added' ? <ins key={index}>{run.text}</ins> : run.kind === 'removed' ? <del key={index}>{run.text}</del> : <span key={index}>{run.text}</span>))}</>;
}

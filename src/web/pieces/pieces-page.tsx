import { TopBar } from '../../platform/ui/top-bar.tsx';
import { ControlPieces } from './control-pieces.tsx';
import { FigurePieces } from './figure-pieces.tsx';
import { FormPieces } from './form-pieces.tsx';
import { ListPieces } from './list-pieces.tsx';
import { MailPieces } from './mail-pieces.tsx';
import './pieces.css';
import { StatePieces } from './state-pieces.tsx';
import { TablePieces } from './table-pieces.tsx';
import { TokenPieces } from './token-pieces.tsx';

/** Each piece once, in all its states: what is not right here is not right anywhere. */
export function PiecesPage() {
  return (
    <>
      <TopBar title="Pieces" beside="Every component once, for reference" />
      <div className="pad pieces">
        <TokenPieces />
        <ControlPieces />
        <StatePieces />
        <FormPieces />
      </div>
      <FigurePieces />
      <TablePieces />
      <ListPieces />
      <div className="pad"><MailPieces /></div>
    </>
  );
}

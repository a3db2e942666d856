import { createContext } from 'react';
import type { Block } from '../../contract.ts';

/** Blocks kept to be used again, and the way to keep more. Whoever keeps them supplies it; an editor without one offers nothing of it. */
export interface Shelf {
  blocks: readonly { id: number; name: string }[];
  /** Copies with ids of their own. @throws ApiProblem when they cannot be had */
  take: (id: number) => Promise<Block[]>;
  /** Asks for a name, then keeps them. */
  keepBlocks: (content: readonly Block[]) => void;
  /** Asks for a name, then keeps the whole email as it stands. */
  keepEmail: () => void;
}

export const ShelfContext = createContext<Shelf | null>(null);

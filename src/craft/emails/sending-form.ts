// What sending reads and fills: made here, defined by delivery.
export {
  canonicalPath, escapeHtml, isPersonalTarget, liquidOperators, liquidScope, LiquidProblem, ownPages, parseLiquid, readValue,
  type CompiledContent, type CompiledLink, type Part, type PersonalValues,
} from '../../delivery/messages/index.ts';

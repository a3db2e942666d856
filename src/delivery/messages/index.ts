export {
  compiledContent, compiledLink, isPersonalTarget, part, type CompiledContent, type CompiledLink, type Part,
} from './content/compiled-email.ts';
export { escapeHtml } from './content/escape-html.ts';
export { LiquidProblem, parseLiquid } from './content/liquid.ts';
export { liquidOperators } from './content/liquid-operators.ts';
export { canonicalPath, liquidScope, missingValues, ownPages, readValue, type PersonalValues } from './content/personal-values.ts';
export { isCounted, messageIdOf, prepareCompiled, type Prepared, type Purpose, type Recipient } from './content/prepare-compiled.ts';
export { fillSubject, sentMessageId, threadOf, type Thread } from './content/thread.ts';
export { findReturnPathToken, readReturnPathToken, returnPathToken } from './content/return-path.ts';
export { describeReason, gateReasons, spellReason, type Reason, type ReasonCode } from './gate/gate-reasons.ts';
export { firstKnownZone } from './gate/known-zone.ts';
export { atMinute, spanFrom, windowOpens, type SendingWindow, type Span } from './gate/sending-window.ts';
export { judgeMessage, type MessageFacts, type Verdict, type WorkspaceRules } from './gate/judge-message.ts';
export { isTrackable } from '../tracking/index.ts';
export { isWorkingDay, limitOn, localDay, checkedWithinMs, type MailboxFacts, type MailboxRules } from './gate/mailbox-pace.ts';
export { readMailboxFacts } from './gate/mailbox-turns.ts';
export { lookAgain } from './plan/look-again.ts';
export { messagesFollower } from './follow-contacts.ts';
export { isMailAddress, oneLine } from './mime/header.ts';
export { cancelPlanned, openLane, setLaneRate, setLaneState, type LaneInput, type LaneState } from './plan/lanes.ts';
export { planForContacts, planOne, type PlanInput } from './plan/plan-messages.ts';
export * from './past/record-past-messages.ts';
export { planAgain, takeBackMessages, type PlanAgain } from './plan/take-back.ts';
export { storeCompiled, type CompiledMeta } from './plan/store-compiled.ts';
export { adoptAddressed, forgetAddressed, sendToPerson, type PersonMail } from './plan/send-to-person.ts';
export { sendTest, sendToMember, type MemberMail, type TestMail } from './plan/send-to-member.ts';
export { messageRoutes } from './routes.ts';
export {
  countByHold, countMessageStates, endReasonCounts, findMessage, holdReasonCounts, isLanePending, listHeld, listMessages, listUnknown,
  type ListPage, type MessageRow, type MessageState, type SourceRef,
} from './standing/list-messages.ts';
export { markBounced, takeBackBounce, type BounceReport } from './standing/mark-bounce.ts';
export { acceptUnknown } from './unknown/accept-unknown.ts';
export { resolveUnknown, type UnknownDecision } from './unknown/resolve-unknown.ts';
export { createCopies } from './sender/compose-copy.ts';
export { startSender, type Sender, type SenderOptions } from './sender/sender.ts';

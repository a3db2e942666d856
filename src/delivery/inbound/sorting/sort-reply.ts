/** What a reply means for whoever wrote first. */
export const replySorts = ['interested', 'not-now', 'no', 'wrong-person', 'unsubscribe'] as const;
export type ReplySort = (typeof replySorts)[number];

// Plain rules over the new words of a reply, in English and German, a little French and Spanish. In this order, since
// people wrap a no in politeness: a wish to be left alone outweighs all, "later" outweighs "no", and only what is
// neither can be a yes. What fits none stays unsorted: a wrong sort costs more than an open one.

const readAtMost = 2000;

/** Sorts the new words of a reply (quotes and signature are out already); null where the rules do not know. */
export function sortReply(text: string): ReplySort | null {
  const words = plain(text);
  if (words === '') return null;
  return rules.find(({ patterns, unless }) => patterns.some((pattern) => pattern.test(words)) && !unless?.test(words))?.sort ?? null;
}

const plain = (text: string): string => text.slice(0, readAtMost).normalize('NFKC').toLowerCase().replace(/[’‘`´]/g, "'").replace(/[ \t\u00a0]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim();

const months = '(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)';
const laterTimes = `(?:q[1-4]|(?:the )?(?:new|next|coming) (?:year|quarter|month|fiscal)|(?:the )?(?:spring|summer|autumn|fall|winter|holidays?|break)|${months}|(?:a (?:few|couple of)|two|three|four|six|\\d+) (?:weeks|months)|(?:half a|a) year|later(?: this year)?|20\\d\\d)`;
const spaeter = `(?:(?:im |anfang |mitte |ende |ab )?(?:${months}|q[1-4])|(?:im |nach dem |nach den )?(?:früh(?:jahr|ling)|sommer|herbst|winter|urlaub|ferien|feiertagen)|(?:im |das |zum )?(?:nächste[nsr]?|kommende[nsr]?|neue[ns]?) (?:jahr|quartal|monat)|in (?:ein paar|einigen|zwei|drei|vier|sechs|\\d+) (?:wochen|monaten)|in einem (?:halben )?jahr|später)`;
const nowWords = "(?:right now|for now|just now|now|at (?:this|the) (?:time|moment|point|stage)|at present|currently|presently|this (?:year|quarter|month))";
const jetzt = '(?:momentan|derzeit|aktuell|zurzeit|zur zeit|gerade|im moment|im augenblick|jetzt|dieses jahr|vorerst)';
const ends = '(?:[.!,;\\n]|$)';

const re = (source: string): RegExp => new RegExp(source, 'm');

const unsubscribe = [
  re(`^(?:hi[^\\n]{0,20}\\n|hello[^\\n]{0,20}\\n)?(?:please |pls |plz |kindly )?(?:unsubscribe|remove|stop|opt[- ]?out)(?: me| us| this| now| please| immediately| thanks?| thank you| all)*${ends}`),
  /\bunsubscribe (?:me|us|my|this|our|from (?:this|your|all))\b/, /\bopt (?:me|us) out\b/,
  /\b(?:want|wants?|like|wish|ask(?:ed|ing)?|trying|tried|request(?:ed|ing)?) (?:you )?to (?:unsubscribe|be (?:removed|taken off|unsubscribed|left alone)|opt out|remove|stop (?:e-?mailing|writing|contacting|getting|receiving))/,
  /\b(?:remove|take|delete|strike) (?:me|us|my (?:e-?mail|address|name|details|data|contact)[^.\n]{0,20}|this (?:e-?mail|address)[^.\n]{0,10}|our (?:e-?mail|address|company)[^.\n]{0,20}) (?:from|off|out of)\b/,
  /\bremove (?:me|us)\b(?! from (?:the )?(?:cc|copy|loop|thread|invite|meeting))/, /\b(?:erase|delete) (?:all )?(?:my|our) (?:personal )?(?:data|details|information)\b/,
  /\bstop (?:e-?mailing|contacting|writing|messaging|spamming|bothering|sending|these|this spam|with the)\b/,
  re(`\\b(?:do not|don'?t|never) (?:ever )?(?:contact|e-?mail|write|message|spam|mail)(?: to)? (?:me|us)(?: (?:again|any ?more|ever(?: again)?|any further|in (?:the )?future))?(?: please)?(?:[.!]|$)`),
  /\b(?:do not|don'?t|never) (?:send (?:me |us )(?:any ?)?|send any |want (?:to (?:get|receive) )?(?:any )?)(?:any ?(?:more|further|thing)? ?|more |further )?(?:of )?(?:your |these )?(?:e-?mails?|messages?|newsletters?|spam|mailings?)\b/,
  /\bno (?:more|further) (?:e-?mails?|messages?|mailings?|newsletters?|spam|contact)\b/, /\bleave (?:me|us) alone\b/, /\b(?:lose|forget) my (?:e-?mail|number|address)\b/, /\bcease (?:and desist|all|any|contact)/, /\btake (?:me|us) off\b/,
  /\b(?:melde|melden|trage|tragen|lösche|löschen|streiche|streichen|nehme|nehmen|nimm|entferne|entfernen) (?:sie |du )?(?:mich|uns|meine|unsere|diese)\b[^.\n]{0,80}(?:\bab\b|\baus\b|\bheraus\b|\braus\b|verteiler|liste|daten|adresse|kontakte)/,
  /\b(?:bitte|mich|möchte|wollen)\b[^.\n]{0,60}\b(?:abmelden|abzumelden|austragen|auszutragen|abbestellen|abzubestellen)\b/, /^(?:bitte )?(?:abmelden|austragen|abbestellen|abmeldung|stopp)(?: bitte)?[.!]*$/m,
  /\b(?:aus|von) (?:ihre[mrn]?|de[mrn]|eure[mrn]?|jede[mrn]?|alle[nr]?) (?:e-?mail-?|mail-?)?(?:verteilern?|mailinglisten?|listen?|newsletter|datenbank|kontakten|adressliste)[^.\n]{0,30}(?:nehmen|entfernen|löschen|streichen|austragen|abmelden)/,
  /\b(?:mich|uns|meine (?:e-?mail-?|mail-?)?adresse|meine (?:persönlichen )?daten)\b[^.\n]{0,60}\b(?:zu )?(?:entfernen|gelöscht|löschen|zu löschen|austragen|auszutragen|abmelden|abzumelden|streichen)\b/,
  /\bkein(?:e|erlei)? (?:weiteren?|mehr) (?:e-?mails?|mails|nachrichten|werbung|newsletter|zusendungen|kontaktaufnahme|anfragen|werbemails)\b/, /\bkeine (?:e-?mails?|mails|nachrichten|werbung|newsletter|zusendungen|werbemails)(?: von ihnen)? mehr\b/,
  /\bnicht (?:mehr|weiter|länger) (?:zu )?(?:kontaktiert?|angeschrieben|anschreiben|anzuschreiben|kontaktieren|schreiben|belästigen|belästigt|anmailen)\b/, /\b(?:unterlassen sie|hören sie auf|lassen sie mich (?:bitte )?in ruhe)\b/, /\bwiderspreche\b[^.\n]{0,80}(?:nutzung|verarbeitung|werbung|zusendung|verwendung|kontakt)/,
  /\b(?:me|nous) (?:désinscrire|désabonner|retirer)\b/, /\bne (?:me|nous) (?:contactez|écrivez) plus\b/, /\b(?:darme|denme|dame) de baja\b/, /\bno (?:me )?(?:envíen?|escriban?|contacten?) más\b/,
];

const wrongPerson = [
  /\bwrong (?:person|contact|address|department|guy|one|team)\b/, /\b(?:not|isn'?t|ain'?t) (?:really )?the (?:right|correct|best|appropriate) (?:person|contact|one|department|team|guy|address)\b/,
  /\b(?:i|he|she|they|who) (?:am |is |are |have |has |had |'m |'ve )?(?:no longer|not) (?:work(?:s|ing)?|with|at|employed|responsible|in (?:this|that|charge)|part of|handl\w+|involved|deal\w*)\b/, /\bi'(?:m|ve) (?:no longer|not) (?:work(?:ed|ing)?|with|at|employed|responsible|in (?:this|that|charge)|part of|handling|involved|dealing)\b/,
  /\bno longer (?:works?|with us|with the company|employed|at (?:the|this) company|here)\b/, /\b(?:has |have |i )?left (?:the )?(?:company|firm|organi[sz]ation|business|team)\b/, /\b(?:i )?(?:don'?t|do not|doesn'?t) (?:handle|deal with|look after|manage|take care of|work (?:on|in|with|here|there))\b/,
  /\b(?:better|best|right|correct) (?:person|contact|one)(?: to (?:talk|speak|reach|contact)[^.\n]{0,30})?(?: for (?:this|that))? (?:is|would be|might be)\b/, /\b(?:you )?(?:should|need to|want to|may want to|might want to|could) (?:talk|speak|reach out|write|contact|get in touch)(?: to| with)? (?:my|our|the|his|her)\b/,
  /\b(?:please )?(?:contact|reach out to|talk to|speak (?:to|with)|write to|try|e-?mail) (?:my|our|his|her) (?:colleague|boss|manager|successor|head|team|replacement|office|assistant)\b/, /\b(?:please )?(?:contact|reach out to|talk to|speak (?:to|with)|write to|ask) [^.\n]{2,60} instead\b/,
  /\bforward(?:ed|ing) (?:this|your (?:e-?mail|mail|message|note)|it)(?: on)?(?: to| along)\b/, /\b(?:have|has|i) retired\b|\bi'?m retired\b/, /\bmoved (?:on )?to (?:a different|another|a new) (?:team|role|department|company|job)\b/, /\bpassed (?:this|your \w+|it) (?:on|along) to\b/,
  /\bnicht (?:der|die|das) (?:richtige|zuständige|korrekte|passende)[rn]?\b/, /\b(?:nicht|nicht mehr|nicht länger) (?:dafür |hierfür |mehr )?(?:zuständig|verantwortlich)\b/, /\bfalsche[rns]? (?:ansprechpartner|ansprechperson|person|adresse|kontakt|abteilung|stelle)/,
  /\bnicht mehr (?:im unternehmen|bei (?:der|uns|dem|dieser)|tätig|beschäftigt|in (?:der firma|dieser (?:position|rolle|funktion)))\b/, /\b(?:unternehmen|firma) (?:bereits |inzwischen |leider )?verlassen\b/, /\b(?:wenden|richten) sie sich (?:bitte |doch |besser |gern[e]? |dazu |dafür |hierzu )*(?:direkt )?an\b/,
  /\b(?:zuständig|verantwortlich|ansprechpartner(?:in)?)(?: dafür| hierfür| für [^.\n]{2,40})? (?:ist|wäre|sind) (?!ich\b)/, /\bweitergeleitet\b|\bleite (?:ich )?(?:ihre|deine|die) (?:e-?mail|mail|nachricht|anfrage)[^.\n]{0,60}weiter\b/, /\bim ruhestand\b|\bin rente\b|\bpensioniert\b/,
];

const notNow = [
  /\bnot (?:right |just )?now\b/, re(`\\b(?:not|no|nothing|isn'?t|aren'?t|don'?t|do not|won'?t|can'?t|cannot|hold off|paus\\w+)\\b[^.!?\\n]{0,60}\\b${nowWords}\\b`), re(`\\b${nowWords},? (?:we|i|there|it)\\b[^.!?\\n]{0,30}\\b(?:not|no|don'?t|isn'?t|aren'?t|can'?t)\\b`),
  re(`\\b(?:reach out|get back|get in touch|follow up|check (?:back|in)|ping|circle back|try|contact|touch base|write|come back|reconnect|revisit|re-?visit|look at (?:this|it)|talk|speak|remind|ask|call)\\b[^.!?\\n]{0,50}\\b(?:in|next|after|again|until|early|late|mid|from|around|towards?|by)?\\b ?${laterTimes}\\b`),
  re(`\\b(?:maybe|perhaps|possibly|probably|earliest|not (?:before|until)|no earlier than|until)\\b[^.!?\\n]{0,20}\\b${laterTimes}\\b`), /\b(?:bad|wrong|poor|terrible|not (?:a|the) (?:good|right|best|great|ideal)) (?:time|timing|moment)\b/, /\btiming (?:is(?:n'?t| not)|'s not|isn'?t) (?:right|great|good|ideal)\b/,
  /\b(?:too|way too|a bit too|super|really|very) (?:busy|swamped|slammed|early for us)\b|\bswamped\b|\btoo early\b/, /\bno (?:budget|capacity|bandwidth) (?:left|until|this|for this|available|at)\b|\bbudgets? (?:is|are|has been|have been) (?:frozen|gone|spent|exhausted|allocated)\b|\b(?:hiring|budget) freeze\b/, /\b(?:revisit|circle back)\b/, /\bon (?:my|our|the) radar for\b/,
  re(`\\b${jetzt}\\b[^.!?\\n]{0,60}\\b(?:nicht|kein\\w*|nichts|schlecht|ungünstig)\\b`), re(`\\b(?:nicht|kein\\w*|nichts|passt es|schlecht)\\b[^.!?\\n]{0,40}\\b${jetzt}\\b`),
  re(`\\b(?:melden|meld|melde|schreiben|sprechen|kontaktieren|fragen|versuchen|probieren|anrufen|rufen|hören|unterhalten|kommen)\\b[^.!?\\n]{0,60}\\b${spaeter}\\b`), re(`\\b(?:erst|frühestens|vielleicht|eher|gerne?|wieder|nochmals?|noch einmal|erneut)\\b[^.!?\\n]{0,20}\\b${spaeter}\\b`), re(`\\b${spaeter}\\b[^.!?\\n]{0,50}\\b(?:wieder|nochmals?|noch einmal|erneut|melden)\\b`),
  /\b(?:keine|keinerlei|wenig) (?:zeit|kapazität(?:en)?|budgets?)\b|\bkein budget\b|\bnoch zu früh\b|\bzu früh für uns\b|\bbudget\b[^.\n]{0,30}(?:eingefroren|verplant|ausgeschöpft|aufgebraucht|vergeben)/, /\b(?:falscher|schlechter|ungünstiger|nicht der richtige|kein guter) zeitpunkt\b/, /\bpas (?:pour le moment|maintenant)\b|\bahora no\b|\bno (?:es|por) (?:el|ahora)\b/,
];

const no = [
  /\b(?:not|isn'?t|aren'?t|no longer|never|un)(?: really| that| particularly| at all| very)? ?interested\b/, /\b(?:no|zero|little|don'?t have (?:any|an)) interest\b/, /\bno,? (?:but )?thank(?:s| you)\b|\bthanks?(?: you)?,? but no\b|\bno,? we(?:'re| are) (?:good|fine|ok|all set)\b/, /^(?:no|nope|nah)[.!]*$/m, /\b(?:we|i)(?:'ll| will| am going to|'m going to| are going to|'re going to| have to|'d rather)? (?:have to )?pass\b(?! (?:this|it|your|on (?:this|your|it) to|along))/,
  /\b(?:not|isn'?t|don'?t think it'?s) (?:really )?(?:a (?:good |great |right )?(?:fit|match)|the right (?:fit|thing|solution)|for (?:us|me)|relevant|something (?:we|i|for)|what (?:we|i))\b/, /\b(?:don'?t|do not|doesn'?t|no) (?:really |currently )?(?:need|want|require|see (?:a|any|the) (?:need|fit|value|use))\b/, /\b(?:we|i)(?:'ve| have)? already (?:have|use|using|work(?:ing)?|signed|got|bought|chosen|picked|went|gone)\b|\balready (?:have|use|using|work with|covered|sorted)\b/,
  /\b(?:happy|satisfied|content|set) with (?:our|the|what|who|my) /, /\b(?:we'?re|we are|i'?m|i am) all set\b/, /\b(?:decided|chosen|opted|gone) (?:against|not to|to (?:go|stay|stick) with|with (?:another|a different))\b/, /\b(?:won'?t|will not|not) be (?:moving|going|proceeding|continuing|taking|needing)\b/, /\b(?:respectfully |politely |must |have to )?declin(?:e|ing)\b/, /\bplease (?:don'?t|do not) follow up\b/, /\bwaste of (?:my |our )?time\b/,
  /\bkein(?:erlei)? (?:weiteres )?interesse\b|\bkeinerlei interesse\b/, /\bnicht (?:daran |dafür |wirklich )?(?:interessiert|interessant|relevant)\b|\binteressiert (?:mich|uns) nicht\b/, /\bnein,? (?:vielen |besten |herzlichen )?dank(?:e)?\b|^nein[.!]*$/m, /\bkein(?:en|e)? (?:konkreten |aktuellen |weiteren )?bedarf\b/, /\b(?:brauchen|benötigen|suchen)(?: wir| ich)? (?:das |so ?etwas |dies |hier |dafür )?(?:leider )?(?:nicht|nichts|kein\w*)\b/,
  /\b(?:passt|kommt|kommen|ist|wäre)(?: das| es)? (?:für uns |für mich |leider |daher |aber )*nicht(?:s)? (?:zu uns|für (?:uns|mich)|in ?frage|infrage|passend|das richtige)\b|\bnichts für uns\b|\bpasst (?:leider )?nicht (?:zu|in)\b/, /\b(?:haben|nutzen|verwenden|setzen|arbeiten)(?: wir| ich)? (?:dafür |hierfür |das |da )?(?:bereits|schon)\b|\bwir (?:haben|nutzen|verwenden) (?:bereits|schon)\b/, /\b(?:sind|bin)(?: wir| ich)? (?:sehr |rundum |voll und ganz |bereits |eigentlich )*(?:zufrieden|versorgt|gut aufgestellt)\b/,
  /\b(?:haben uns|habe mich) [^.\n]{0,40}(?:dagegen|anders|anderen?|andere) [^.\n]{0,30}entschieden\b|\b(?:dagegen|anders) entschieden\b/, /\b(?:lehnen|lehne) (?:wir |ich )?[^.\n]{0,40}\bab\b|\bverzichten (?:wir )?(?:darauf|dankend)\b|\bsehen (?:wir )?davon ab\b/, /\bpas intéressé|\bno (?:estoy|estamos) interesad|\bno (?:me|nos) interesa/,
];

const interested = [
  /\b(?:i'?m|we'?re|i am|we are|i'd be|we'd be|would be|am|are|be|definitely|very|quite|really|certainly|somewhat) (?:definitely |very |quite |really |certainly |still |potentially )*(?:interested|keen|intrigued|curious)\b|^interested\b/m, /\b(?:sounds|looks) (?:very |really |quite |pretty )?(?:good|great|interesting|like a plan|perfect|promising|awesome|exciting|useful|amazing|relevant)\b/, /\b(?:tell|show|send) (?:me|us) (?:a (?:bit|little) )?(?:more|the|some|your|what|how)\b/,
  /\b(?:like|love|happy|want|keen|curious|glad|open|delighted|interested) to (?:hear|learn|see|know|chat|talk|discuss|meet|try|schedule|find out|explore|connect|have a|take a|set up|jump|hop|get (?:a|more)|understand|arrange|speak|test)\b/, /\blet'?s (?:talk|chat|meet|schedule|set|do (?:it|that|this)|find|have|connect|discuss|book|hop|jump|speak|arrange|get)\b|\blet us (?:talk|meet|find|schedule)\b/,
  /\b(?:can|could|would|will) (?:you|we) (?:please |kindly |maybe |perhaps )?(?:send|share|show|call|tell|provide|give|explain|talk|meet|schedule|set|book|do a|have a|chat|arrange|walk)\b/, /\b(?:please |do )?(?:send|share|forward) (?:me |us |over |along |through )*(?:more |further |additional |the |a |your |some |any )+(?:info\w*|details?|deck|pric\w+|quote|proposal|offer|slides|brochure|link|invite|samples?|documentation|times|presentation|contract)\b/, /\bhow much\b|\bwhat(?:'s| is| are| does| would)[^.\n]{0,40}\b(?:price|prices|pricing|cost|costs|rates?|fee|fees)\b|\b(?:your|the) (?:pricing|price list|rates)\b/,
  /\b(?:book|schedule|set up|arrange|organi[sz]e|plan) (?:a|an|some|the|in a) (?:quick |short |brief )?(?:call|demo|meeting|time|chat|intro|slot|session)\b/, /\b(?:i'?m|we'?re|i am|we are|i) (?:am |are )?(?:free|available|around) (?:on |at |this |next |tomorrow|any|between|after|mon|tue|wed|thu|fri|from)/, /\b(?:how|what) about (?:mon|tue|wed|thu|fri|tomorrow|next week|this week|\d)/, /\b(?:give|drop) (?:me|us) a (?:call|ring|buzz)\b|\bcall me\b/,
  /\byes,? (?:please|i|we|let|that|sure|send|happy|of course|absolutely|definitely|tell)\b|^(?:yes|yeah|yep|sure|absolutely|definitely|of course|with pleasure|gladly)(?:[,.!: ]|$)/m, /\b(?:count|sign) (?:me|us) (?:in|up)\b|\bi'?m in\b/, /\b(?:works|suits|is fine|is good|is great|would work) (?:for )?(?:me|us)\b|\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week) (?:at \S+ )?(?:works|is fine|is good|suits|would work|would be)\b/, /\blooking forward to (?:it|our|the (?:call|meeting|demo|chat)|speaking|talking|meeting|hearing more|learning)\b/,
  /\b(?:habe|haben|hätten?|besteht|hätte|wecken?|weckt|mit)(?: ich| wir| durchaus| auf jeden fall| grundsätzlich| großes| grosses| sehr)* interesse\b/, /\b(?:interessiert|interessieren) (?:mich|uns)\b|\binteressiert(?: bin| sind| wären| wäre)? (?:ich|wir)?\b(?=.)|\b(?:bin|sind|wäre|wären)(?: ich| wir)? (?:sehr |grundsätzlich |durchaus |definitiv )*(?:interessiert|neugierig|offen)\b/, /\b(?:klingt|hört sich|sieht) (?:sehr |wirklich |echt |ja |super |richtig |ganz )*(?:gut|spannend|interessant|super|vielversprechend|toll|prima|klasse)\b/,
  /\b(?:sehr )?gerne?\b/, /\b(?:schicken|senden|lassen|schick|sende|zeigen|erzählen|nennen|machen|unterbreiten) sie (?:mir|uns)\b|\bschick (?:mir|uns)\b/, /\b(?:termin|telefonat|telefontermin|gespräch|call|demo|treffen|videocall)\b[^.\n]{0,40}\b(?:vereinbaren|ausmachen|machen|vorschlagen|finden|einrichten|ansetzen|buchen|am|nächste)\b/, /\b(?:rufen sie|ruf) (?:mich|uns|doch|bitte|gern)\b[^.\n]{0,40}\ban\b/, /\b(?:was|wie ?viel) (?:kostet|kosten|würde)\b|\b(?:preis|preise|preisliste|angebot|konditionen|kosten)\b[^.\n]{0,30}\?/,
  /\b(?:passt|passen|ginge|geht|klappt)(?: es)?(?: mir| uns| bei mir| bei uns| ihnen)? (?:am |nächste |morgen|der |gut|um |montag|dienstag|mittwoch|donnerstag|freitag)/, /\bfreue? (?:ich )?(?:mich|uns|wir uns) (?:schon )?(?:auf|über)\b/, /\bja,? (?:bitte|gern|klar|das|sehr|unbedingt)\b|^(?:ja|klar|natürlich|unbedingt|auf jeden fall|einverstanden)(?:[,.! ]|$)/m, /\b(?:dienstag|mittwoch|donnerstag|freitag|montag)[^.\n]{0,30}(?:passt|hätte ich zeit|wäre gut|geht)\b/, /\b(?:ça|cela) m'intéresse|\bme interesa\b|\bvolontiers\b/,
];

const rules: { sort: ReplySort; patterns: readonly RegExp[]; unless?: RegExp }[] = [
  { sort: 'unsubscribe', patterns: unsubscribe, unless: /\bremove (?:me|us) from (?:the |this )?(?:cc|copy|loop|thread|invite|meeting)\b|\b(?:did ?n[o']t|do(?:es)? ?n[o']t|don'?t|not|never|haven'?t|hasn'?t) (?:mean to |want to |wish to |want you to )?(?:unsubscribe|remove (?:me|us)|opt (?:me )?out)\b|\b(?:accidentally|mistakenly|by mistake|aus versehen|versehentlich)\b|\b(?:nicht|nie) (?:abmelden|abbestellen|austragen)\b|\b(?:our|my|their) (?:users?|customers?|recipients?|readers?|clients?) (?:can |could |to |may )?(?:unsubscribe|opt)/ },
  { sort: 'wrong-person', patterns: wrongPerson },
  { sort: 'not-now', patterns: notNow },
  { sort: 'no', patterns: no },
  { sort: 'interested', patterns: interested },
];

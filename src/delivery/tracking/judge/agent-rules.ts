// Who names itself how. Data, not code: add a line, raise `rulesVersion` in judge-story.ts.
// Each pattern is tried in the order of the lists; what none of them knows is an ordinary agent.

export interface AgentRule {
  pattern: RegExp;
  /** As it stands in a reason: "an image proxy of Gmail". */
  name: string;
}

/** Mail providers that fetch pictures for their readers, mostly when a mail is read. Robot lists flag them; they are not. */
export const imageProxies: readonly AgentRule[] = [
  { pattern: /GoogleImageProxy/i, name: 'Gmail' },
  // Google fetches ahead under this name as well, which no browser ever had.
  { pattern: /Edge\/12\.246 Mozilla\/5\.0$/, name: 'Gmail' },
  { pattern: /YahooMailProxy/i, name: 'Yahoo Mail' },
  { pattern: /SeznamEmailProxy/i, name: 'Seznam Email' },
  { pattern: /RamblerMail\/.*ImageProxy/i, name: 'Rambler Mail' },
  { pattern: /mail\.ukr\.net proxy/i, name: 'ukr.net Mail' },
  { pattern: /YandexImageResizer|YandexMailProxy/i, name: 'Yandex Mail' },
  { pattern: /Mail\.?RU.*ImageProxy/i, name: 'Mail.ru' },
  { pattern: /ProtonMail.*Proxy|Proton-?Image-?Proxy/i, name: 'Proton Mail' },
  { pattern: /DuckDuckGo.*Email.*Proxy/i, name: 'DuckDuckGo Email' },
  { pattern: /NaverMail.*Proxy|DaumMail.*Proxy/i, name: 'a Korean mail provider' },
  { pattern: /\b(?:web)?mail[- ]?(?:image)?[- ]?proxy\b|\bEmail(?:Image)?Proxy\b/i, name: 'a mail provider' },
];

/** Programs that people read mail in. Robot lists take some of them for robots; those that fake a browser need no line here. */
export const mailPrograms: readonly RegExp[] = [
  /\bThunderbird\b/, /\bBetterbird\//, /\bPostbox(?:App)?\//i, /\bSeaMonkey\//, /\bInterlink\//,
  /\bMicrosoft (?:Office )?Outlook\b/, /\bMicrosoft Office\/\d+\.\d+ \((?!.*Discovery)/, /\bms-office\b.*\bMSOffice\b/, /\bMSOffice \d/,
  /\bOutlook-(?:Express|iOS|Android)\b/, /^MacOutlook\//, /\bOutlookMobile\b/, /\bWindows[- ]?Live[- ]?Mail\b/i, /^Windows ?Mail\//i, /\bHxOutlook\//, /\bHxMail\b/, /\bHxTsr\b/,
  /^(?:Apple ?)?Mail(?:\/| \()[\d.]+/, /^MobileMail\//, /\bcom\.apple\.(?:mobile)?mail\b/i, /^maild?\/[\d.]+ CFNetwork/i,
  /\bAir ?mail(?:Beta)?\b/i, /\beM ?Client\b/i, /\bThe ?Bat!?(?:[\s/]|$)/i, /\bSpark(?:Mail|Desktop)?[\s/][\d.]/, /\bReaddle\b/,
  /\bK-?9(?: ?Mail)?\b/i, /\bFairEmail\b/i, /\bAqua ?Mail\b/i, /\bBlue ?Mail\b/i, /\bTypeApp\b/i, /\bEdison ?Mail\b/i, /\bmyMail\b/i, /\bNine\/[\d.]/, /\bMailDroid\b/i,
  /\bNewton(?: ?Mail)?\/[\d.]/, /\bCanary(?: ?Mail)?\/[\d.]/, /\bSparrow\/[\d.]/, /\bMailMate\b/i, /\bMailbird\b/i, /\bMailspring\b/i, /\bNylas ?Mail\b/i, /\bPolymail\b/i, /\bMimestream\b/i,
  /\bSuperhuman\b/i, /\bShortwave\b/i, /\bMissive\/[\d.]/, /\bFront\/[\d.]+ .*Electron/, /\bUnibox\b/i, /\bGyazMail\b/i, /\bInky\/[\d.]/, /\bBoxer\/[\d.]/, /\bRedkix\b/,
  /\bLotus[- ]?Notes\b/i, /\bHCL ?(?:Notes|Verse)\b/i, /\bGroupWise\b/i, /\bZimbra(?: ?Desktop)?\b/i, /\bEvolution[\s/][\d.]/, /\bKMail2?\b/i, /\bKontact\b/i, /\bClaws[- ]?Mail\b/i,
  /\bSylpheed\b/i, /\bGeary[\s/]/, /\bBalsa[\s/]/, /\bTrojit/i, /\bEudora\b/i, /\bPegasus ?Mail\b/i, /\bPoco ?Mail\b/i, /\bBarca(?:Pro)?[\s/]/, /\bFoxmail\b/i, /\bBecky!/i, /\bShuriken\b/i,
  /\bIncredi ?Mail\b/i, /\bOE ?Classic\b/i, /\bSeaMail\b/i, /\bDreamMail\b/i, /\bOpera ?Mail\b/i, /\bM2\/[\d.]+ /, /\bVivaldi ?Mail\b/i,
  /^Gmail\/[\d.]/i, /\bcom\.google\.(?:android\.gm|Gmail)\b/i, /^Yahoo!? ?(?:Mobile)?Mail\/[\d.]/i, /\bYahooMobileMail\b/i, /\bcom\.yahoo\.mobile\.client\.android\.mail\b/i, /^AOL(?: ?Mail)?\/[\d.]/i,
  /\bProton ?Mail\/[\d.]/i, /\bch\.protonmail\b/i, /\bTuta(?:nota)?(?:-desktop)?\/[\d.]/i, /\bFastmail\/[\d.]/i, /\bru\.(?:yandex\.mail|mail\.mailapp)\b/i, /^(?:GMX|WEB\.DE) ?Mail/i, /^Hey\/[\d.]/,
  /^Android-Mail\//i, /\bSamsung ?Email\b/i, /\bcom\.samsung\.android\.email\b/i, /\bSEC ?Email\b/i, /\bBlackBerry.*(?:Mail|Hub)\b/i, /^NaverMailApp\b/i, /\bQQMail\b/i, /\bMail ?Master\/[\d.]/i, /^Mail\.Ru\/[\d.]+ CFNetwork/i, /\bTwobird\/[\d.]/i, /^Spike\/[\d.]/, /^Alto\/[\d.]/,
];

/** Programs that check links for a reader's employer or provider and say so. */
export const securityScanners: readonly AgentRule[] = [
  { pattern: /barracuda/i, name: 'Barracuda' }, { pattern: /proofpoint|urldefense/i, name: 'Proofpoint' }, { pattern: /mimecast/i, name: 'Mimecast' },
  { pattern: /symantec|messagelabs|bluecoat/i, name: 'Symantec' }, { pattern: /trend ?micro|\btmase\b/i, name: 'Trend Micro' }, { pattern: /\bsophos\b/i, name: 'Sophos' },
  { pattern: /fireeye|trellix/i, name: 'Trellix' }, { pattern: /zscaler/i, name: 'Zscaler' }, { pattern: /iron ?port|cisco (?:secure|umbrella|talos)|\bopendns\b/i, name: 'Cisco' },
  { pattern: /forcepoint|websense/i, name: 'Forcepoint' }, { pattern: /fortinet|fortiguard|fortimail/i, name: 'Fortinet' }, { pattern: /check ?point|avanan/i, name: 'Check Point' },
  { pattern: /greathorn/i, name: 'GreatHorn' }, { pattern: /vade ?(?:secure|retro)/i, name: 'Vade' }, { pattern: /cloudmark/i, name: 'Cloudmark' }, { pattern: /palo ?alto|expanse/i, name: 'Palo Alto' },
  { pattern: /safe-?links/i, name: 'Microsoft Defender' }, { pattern: /\bvirustotal\b|\burlscan\b/i, name: 'a public scanner' },
  { pattern: /\bspamexperts\b|\bhornet ?security\b|\bdarktrace\b|\babnormal ?security\b|\bironscales\b|\btessian\b|\bcofense\b|\bmail ?guard\b|\bspam(?:titan|hero|assassin)\b|\brspamd\b/i, name: 'a mail security product' },
];

/** Programs without a reader that the robot list does not know. */
export const otherRobots: readonly RegExp[] = [
  /\bWindowsPowerShell\b|\bPowerShell\/\d/i, /\b(?:Existence|Protocol) Discovery\b/i, /\bWinHttp\b/i, /\bMSIECrawler\b/i, /\bAppEngine-Google\b/i,
  /\b(?:curl|wget|httpie|aria2|okhttp|axios|got|node-fetch|undici|python|requests|urllib|aiohttp|httpx|scrapy|mechanize|guzzle(?:http)?|faraday|typhoeus|httparty|restsharp|reqwest|hyper|resty|go-http-client|fasthttp|apache-httpclient|java-http-client|ahc|jakarta|perl|ruby|php|deno|bun|dart)\/v?\d/i,
];
